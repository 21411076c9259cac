/* Suggestions under a search box while one types: an editable combobox with a list, after the WAI-ARIA Authoring
   Practices (1.2). An extra: without it, or when the server does not answer, the box searches as it always does. */

"use strict";

(() => {
  const PAUSE = 150; // milliseconds without a key before the server is asked
  const MINIMUM = 2; // characters

  class Suggesties {
    constructor(form) {
      this.form = form;
      this.veld = form.querySelector("input[name=vraag]");
      this.adres = form.dataset.suggesties;
      this.keuzes = [];
      this.actief = -1;
      this.gevraagd = null; // the text that the list answers
      this.lijst = this.#element("ul", { id: `${this.veld.id}-suggesties`, role: "listbox", class: "kennis-suggesties" });
      this.lijst.setAttribute("aria-label", "Suggesties");
      this.lijst.hidden = true;
      this.melding = this.#element("div", { role: "status", class: "kennis-verborgen" });
      this.veld.after(this.lijst, this.melding);
      this.#describe();
      this.#listen();
    }

    #describe() {
      const rol = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-haspopup": "listbox" };
      for (const [naam, waarde] of Object.entries(rol)) this.veld.setAttribute(naam, waarde);
      this.veld.setAttribute("aria-controls", this.lijst.id);
    }

    #listen() {
      this.veld.addEventListener("input", () => this.#later());
      this.veld.addEventListener("keydown", (event) => this.#press(event));
      this.veld.addEventListener("blur", () => this.close());
      this.form.addEventListener("submit", () => this.close());
      this.lijst.addEventListener("pointerdown", (event) => event.preventDefault()); // the box keeps the focus
      this.lijst.addEventListener("click", (event) => {
        const optie = event.target.closest("[role=option]");
        if (optie) this.#choose([...this.lijst.children].indexOf(optie));
      });
    }

    /* Asking */

    #later() {
      this.#forget();
      this.#activate(-1);
      if (this.veld.value.trim().length < MINIMUM) this.close();
      else this.klok = setTimeout(() => this.#ask(), PAUSE);
    }

    #forget() {
      clearTimeout(this.klok);
      this.verzoek?.abort();
      this.verzoek = null;
    }

    async #ask() {
      const tekst = this.veld.value;
      const verzoek = (this.verzoek = new AbortController());
      try {
        const url = `${this.adres}?${new URLSearchParams({ vraag: tekst })}`;
        const antwoord = await fetch(url, { signal: verzoek.signal, headers: { Accept: "application/json" } });
        if (!antwoord.ok) throw new Error(antwoord.statusText);
        this.#show(await antwoord.json(), tekst);
      } catch {
        if (this.verzoek === verzoek) this.close(); // nobody needs to know: searching works
      }
    }

    /* Showing */

    #show(keuzes, tekst) {
      if (document.activeElement !== this.veld || this.veld.value !== tekst) return;
      this.keuzes = keuzes;
      this.gevraagd = tekst;
      this.lijst.replaceChildren(...keuzes.map((keuze, nummer) => this.#option(keuze, nummer)));
      this.#activate(-1);
      this.#open();
    }

    #option(keuze, nummer) {
      const optie = this.#element("li", { id: `${this.lijst.id}-${nummer}`, role: "option", "aria-selected": "false" });
      optie.className = "kennis-suggestie";
      const tekst = this.#element("span", {});
      for (const [stuk, gemarkeerd] of keuze.stukken) {
        const deel = this.#element(gemarkeerd ? "b" : "span", {});
        deel.textContent = stuk;
        tekst.append(deel);
      }
      const soort = this.#element("span", { class: "kennis-suggestie__soort" });
      soort.textContent = keuze.soort;
      optie.append(tekst, " ", soort);
      return optie;
    }

    #open() {
      const aantal = this.keuzes.length;
      this.lijst.hidden = aantal === 0;
      this.veld.setAttribute("aria-expanded", String(aantal > 0));
      this.melding.textContent = aantal === 0 ? "" : aantal === 1 ? "1 suggestie" : `${aantal} suggesties`;
    }

    close() {
      this.#forget();
      this.#activate(-1);
      this.lijst.hidden = true;
      this.veld.setAttribute("aria-expanded", "false");
      this.melding.textContent = "";
    }

    #activate(nummer) {
      this.lijst.children[this.actief]?.setAttribute("aria-selected", "false");
      this.actief = nummer;
      const optie = this.lijst.children[nummer];
      if (optie) {
        optie.setAttribute("aria-selected", "true");
        optie.scrollIntoView({ block: "nearest" });
        this.veld.setAttribute("aria-activedescendant", optie.id);
      } else this.veld.removeAttribute("aria-activedescendant");
    }

    /* Choosing */

    #press(event) {
      if (event.isComposing || event.ctrlKey || event.metaKey) return;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        this.#move(event.key === "ArrowDown" ? 1 : -1, event.altKey);
      } else if (event.key === "Escape" && !this.lijst.hidden) {
        event.preventDefault(); // the text stays; a second Escape empties the box
        this.close();
      } else if (event.key === "Enter" && this.actief >= 0) {
        event.preventDefault();
        this.#choose(this.actief);
      } else if (["ArrowLeft", "ArrowRight", "Home", "End"].includes(event.key)) {
        this.#activate(-1); // back in the text, where the key does what it always does
      }
    }

    #move(stap, alleenOpenen) {
      if (this.lijst.hidden) {
        if (this.gevraagd !== this.veld.value || this.keuzes.length === 0) {
          if (this.veld.value.trim().length >= MINIMUM) this.#ask();
          return;
        }
        this.#open();
        if (alleenOpenen) return;
      } else if (alleenOpenen) {
        if (stap < 0) this.close();
        return;
      }
      const plaatsen = this.keuzes.length + 1; // one of them is the text itself, between the last and the first
      this.#activate(((this.actief + 1 + stap + plaatsen) % plaatsen) - 1);
    }

    #choose(nummer) {
      const keuze = this.keuzes[nummer];
      this.close();
      if (keuze.adres) {
        window.location.assign(keuze.adres);
        return;
      }
      this.veld.value = keuze.tekst;
      this.form.requestSubmit();
    }

    #element(naam, eigenschappen) {
      const element = document.createElement(naam);
      for (const [sleutel, waarde] of Object.entries(eigenschappen)) element.setAttribute(sleutel, waarde);
      return element;
    }
  }

  for (const form of document.querySelectorAll("form[data-suggesties]")) new Suggesties(form);
})();
