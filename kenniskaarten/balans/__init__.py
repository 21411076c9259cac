"""Halen en brengen: what each organisatie brought and got, kept as a book in which nothing changes."""
