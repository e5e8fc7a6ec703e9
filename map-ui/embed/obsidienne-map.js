/** A map of an observatory in any page: <obsidienne-map src="https://…/embed?territoire=53"></obsidienne-map>. */
class ObsidienneMap extends HTMLElement {
  static observedAttributes = ['src', 'height', 'label'];

  connectedCallback() {
    this.draw();
  }

  attributeChangedCallback() {
    if (this.isConnected) this.draw();
  }

  draw() {
    const src = URL.parse(this.getAttribute('src') ?? '', import.meta.url);
    // Only the observatory that this script comes from, and only its embeds.
    if (!src || src.origin !== new URL(import.meta.url).origin || src.pathname !== '/embed') return;
    const frame = document.createElement('iframe');
    frame.src = src.href;
    frame.title = this.getAttribute('label') ?? 'Obsidienne';
    frame.loading = 'lazy';
    frame.style.cssText = 'display:block;width:100%;border:0';
    frame.style.height = `${Number(this.getAttribute('height')) || 480}px`;
    this.replaceChildren(frame);
  }
}
customElements.define('obsidienne-map', ObsidienneMap);
