import { Router } from 'express';
import type { Territory } from '../../../geography/territory.ts';
import { findTerritory, territoryTree } from '../../../geography/territory.ts';
import { given } from '../../../rdf/given.ts';
import type { Language } from '../../../rdf/text.ts';
import type { AppDeps } from '../../deps.ts';
import { createDiagnosisQueries } from '../../diagnosis/diagnosis-queries.ts';
import { type QueriesOf, readReport } from '../../diagnosis/read-report.ts';
import { problem } from '../../errors.ts';
import { languageOf } from '../../language.ts';
import { diagnosisPage, diagnosisPath } from '../../pages/diagnosis/diagnosis-page.ts';
import type { Vocabulary } from '../../vocabulary.ts';
import type { ContextOf } from '../page-context.ts';

/** The shared diagnosis of territories: a page that can be printed, and the same as JSON. */
export function diagnosisRoutes(
  deps: Pick<AppDeps, 'directory' | 'overviews' | 'now'>,
  { vocabulary, contextOf }: { readonly vocabulary: Vocabulary; readonly contextOf: ContextOf },
): Router {
  const router = Router();
  let queries: QueriesOf | undefined;
  const reportOf = (territory: Territory, language: Language) => {
    queries ??= createDiagnosisQueries(vocabulary.ontology());
    return readReport(territory, deps, { language, queriesOf: queries });
  };

  router.get('/territoires/:code/diagnostic', async (request, response, next) => {
    const territory = findTerritory(request.params.code.toUpperCase());
    if (!territory) return next();
    if (territory.code !== request.params.code) {
      response.redirect(301, request.originalUrl.replace(request.path, diagnosisPath(territory.code)));
      return;
    }
    const language = languageOf(response);
    const asked = [request.query['avec'] ?? []].flat().map(String)[0]?.trim();
    const other = asked ? findTerritory(asked.toUpperCase()) : undefined;
    const isOther = other !== undefined && other.code !== territory.code;
    const own = await reportOf(territory, language);
    const input = {
      reports: isOther ? ([own, await reportOf(other, language)] as const) : ([own] as const),
      choices: choicesFor(territory, deps),
      ...given('unknown', asked && !other ? asked.slice(0, 40) : undefined),
    };
    response.type('html').send(diagnosisPage(input, contextOf(request, response)));
  });

  router.get('/api/territories/:code/diagnosis', async (request, response) => {
    const territory = findTerritory(request.params.code.toUpperCase());
    if (!territory)
      throw problem(404, {
        detail: {
          fr: `« ${request.params.code} » n’est le code d’aucun territoire : un département (35), une commune (35238) ou une région (R53).`,
          en: `“${request.params.code}” is the code of no territory: a département (35), a commune (35238) or a région (R53).`,
        },
      });
    response.json(await reportOf(territory, languageOf(response)));
  });
  return router;
}

/** All of the same level; of communes those of the département that have places. */
function choicesFor(
  { level, departements: [departement = ''] }: Territory,
  { directory }: Pick<AppDeps, 'directory'>,
): readonly Territory[] {
  if (level === 'region') return territoryTree().map(({ region }) => region);
  if (level === 'departement')
    return territoryTree()
      .flatMap(({ parts }) => parts)
      .sort((a, b) => a.name.localeCompare(b.name, 'fr'));
  return directory.communesOf(departement).flatMap(({ code }) => findTerritory(code) ?? []);
}
