import en from '../../../../map-ui/texts/pod/en.json' with { type: 'json' };
import fr from '../../../../map-ui/texts/pod/fr.json' with { type: 'json' };
import { formTexts } from '../../texts/form-texts.ts';
import { inBoth } from '../../texts/in-both.ts';
import { texts } from '../../texts/texts.ts';
import { html } from '../frame/html.ts';
import { layout } from '../frame/layout.ts';
import { frameOf, type PageContext } from '../frame/page-context.ts';

const podTexts = inBoth(fr, en);

/**
 * The page that publishes to a person's pod; all of it is done in their browser, so that no key of theirs comes here.
 * `clientId` is the address of the document that tells providers who asks.
 */
export function podPage(context: PageContext, clientId: string | undefined): string {
  const { language, pods } = context;
  const t = podTexts(language);
  const body = html`<div class="page publish-pod">
    <header class="page-header">
      <p class="breadcrumb"><a href="/publier">${texts(language).publish.title}</a> · <a href="/publier/fiche">${formTexts(language).title}</a></p>
      <h1>${t.title}</h1>
      <p class="lead">${t.lead}</p>
    </header>
    <div data-pod data-client=${clientId} data-pods=${pods}>
      <noscript><p class="notice warning">${t.needsScript}</p></noscript>
    </div>
  </div>`;
  return layout({ ...frameOf(context), title: t.title, description: t.lead, body });
}
