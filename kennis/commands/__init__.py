"""The commands of the command line, one module each; they read options, call the parts and print."""
