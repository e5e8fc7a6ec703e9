import { type Request, type Response, Router } from 'express';
import { departementName } from '../../../geography/departements.ts';
import { findCommunes, type NameMatch } from '../../../geography/find-communes.ts';
import { centreOf } from '../../../geography/territory-box.ts';
import type { CommunesAnswer } from '../../contract.ts';
import { badValue, maxSearchLength, unknownParameter } from '../../lists/list-parameters.ts';

const most = 20;
const usual = 8;
const known = ['q', 'limit', 'lang'];
const ranks: readonly NameMatch[] = ['exact', 'prefix', 'word'];

/** `GET /api/communes`: the communes of France that a name, a postcode or an INSEE code begins, with where their middle is. */
export function communeRoutes(): Router {
  const router = Router();
  router.get('/', (request: Request, response: Response) => {
    for (const name of Object.keys(request.query))
      if (!known.includes(name)) throw unknownParameter(name, request.query[name], known);
    const q = String(request.query['q'] ?? '').slice(0, maxSearchLength);
    const limit = Number(request.query['limit'] ?? usual);
    if (!Number.isInteger(limit) || limit < 1 || limit > most)
      throw badValue('limit', request.query['limit'], [`1 … ${most}`]);
    const found = [...findCommunes(q)].sort(
      (a, b) => ranks.indexOf(a.match) - ranks.indexOf(b.match) || b.commune.population - a.commune.population,
    );
    const items = found.slice(0, limit).map(({ commune }) => {
      const { code, name, postalCodes, departement } = commune;
      const centre = centreOf(commune);
      return {
        ...{ code, name, postalCodes },
        departement: { code: departement, name: departementName(departement) ?? departement },
        ...(centre ? { centre } : {}),
      };
    });
    response.json({ q, total: found.length, items } satisfies CommunesAnswer);
  });
  return router;
}
