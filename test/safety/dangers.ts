import { Parser } from 'htmlparser2';

/** Everything in a page that could run, call out or lead astray. */
export function dangersIn(html: string): string[] {
  const found: string[] = [];
  let data: string | undefined;
  const parser = new Parser({
    onopentag(name, attributes) {
      const isBadge = name === 'img' && /^\/[a-z]+\/[\w-]+\/badge\.svg$/.test(attributes['src'] ?? '');
      if (['iframe', 'object', 'embed', 'base', 'img', 'b', 'image'].includes(name) && !isBadge)
        found.push(`<${name}>`);
      if (name === 'script') {
        const isOurs = attributes['type'] === 'module' && /^\/assets\//.test(attributes['src'] ?? '');
        if (attributes['type'] === 'application/ld+json') data = '';
        else if (!isOurs) found.push(`<script ${JSON.stringify(attributes)}>`);
      }
      for (const [attribute, value] of Object.entries(attributes)) {
        if (/^on/i.test(attribute) || attribute === 'srcdoc' || attribute === 'style')
          found.push(`${name} ${attribute}=${value}`);
        const leads = ['href', 'src', 'action', 'formaction', 'xlink:href', 'data'].includes(attribute);
        if (leads && !/^(?:https?:\/\/|\/(?!\/)|#|\?|mailto:|tel:)/.test(value))
          found.push(`${name} ${attribute}=${value}`);
      }
    },
    ontext(text) {
      if (data !== undefined) data += text;
    },
    onclosetag(name) {
      if (name !== 'script' || data === undefined) return;
      try {
        JSON.parse(data);
      } catch {
        found.push(`data that is no JSON: ${data.slice(0, 100)}`);
      }
      data = undefined;
    },
  });
  parser.end(html);
  return found;
}
