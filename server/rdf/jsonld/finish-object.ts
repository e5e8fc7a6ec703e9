import { isAbsolute } from './active-context.ts';
import type { Expanded, Expansion } from './expanded.ts';
import type { Frame } from './frame.ts';
import { JsonldError } from './session.ts';

/** Checks an expanded object and drops what means nothing (JSON-LD 1.1 API, section 5.1.2, steps 15 to 19). */
export function finish({ result, property }: Frame): Expansion {
  const isFloating = property === null || property === '@graph';
  if (result.value !== undefined) {
    const value = finishValue(result);
    return isFloating ? null : value;
  }
  const keys = Object.keys(result);
  if (result.set || result.list) {
    if (keys.some((key) => key !== 'set' && key !== 'list' && key !== 'index') || (result.set && result.list))
      throw new JsonldError('invalid set or list object');
    if (result.set) return result.set;
    return isFloating ? null : result;
  }
  if (keys.length === 1 && keys[0] === 'language') return null;
  if (isFloating && (keys.length === 0 || (keys.length === 1 && keys[0] === 'id'))) return null;
  return result;
}

const valueKeys: ReadonlySet<string> = new Set(['value', 'types', 'language', 'direction', 'index']);

function finishValue(result: Expanded): Expanded | null {
  const { value, types = [], language, direction } = result;
  if (!Object.keys(result).every((key) => valueKeys.has(key))) throw new JsonldError('invalid value object', value);
  if (types.length > 0 && (language !== undefined || direction !== undefined))
    throw new JsonldError('invalid value object', value);
  if (types.length > 1) throw new JsonldError('invalid typed value', types);
  const [type] = types;
  if (type === '@json') return result;
  if (value === null) return null;
  if (language !== undefined && typeof value !== 'string')
    throw new JsonldError('invalid language-tagged value', value);
  if (type !== undefined && !isAbsolute(type)) throw new JsonldError('invalid typed value', type);
  return result;
}
