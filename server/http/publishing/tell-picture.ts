import type { Field } from '../../publish/form.ts';
import type { Bilingual } from '../../rdf/text.ts';
import type { Finding } from '../../validation/report.ts';
import type { PictureMet } from '../deps.ts';

/** The most that is read of a picture, in bytes. */
export const mostPictureBytes = 8 * 1024 * 1024;
/** Beyond this a picture keeps somebody on a phone waiting. */
const heavyBytes = 1_500_000;

/** What to say beside a question of what was met at the picture's address. */
export function tellPicture(met: PictureMet, { path, label }: Pick<Field, 'path' | 'label'>, url: string): Finding {
  const said = { path, field: label, value: url.slice(0, 200) };
  if (met.state === 'refused')
    return { ...said, severity: 'warning', rule: 'form/picture-unread', message: met.detail };
  if (!met.mediaType.startsWith('image/'))
    return { ...said, severity: 'warning', rule: 'form/no-picture', message: noPicture(met.mediaType) };
  if (met.bytes > heavyBytes)
    return { ...said, severity: 'warning', rule: 'form/heavy-picture', message: heavy(met.bytes) };
  return { ...said, severity: 'info', rule: 'form/picture', message: good(met) };
}

function noPicture(mediaType: string): Bilingual {
  const isPage = mediaType.includes('html');
  return {
    fr: `À cette adresse il y a ${isPage ? 'une page, pas une image' : 'autre chose qu’une image'}. Ouvrez l’image seule (clic droit, « Copier l’adresse de l’image ») et collez son adresse.`,
    en: `At this address there is ${isPage ? 'a page, not a picture' : 'something other than a picture'}. Open the picture alone (right click, “Copy image address”) and paste its address.`,
  };
}

function heavy(bytes: number): Bilingual {
  return {
    fr: `L’image se lit, mais elle pèse ${megabytes(bytes, 'fr')} Mo : elle serait longue à venir sur un téléphone. Réduisez-la à moins de 1,5 Mo.`,
    en: `The picture can be read, but it weighs ${megabytes(bytes, 'en')} MB: it would be slow on a phone. Bring it below 1.5 MB.`,
  };
}

function good({ mediaType, bytes }: Extract<PictureMet, { state: 'met' }>): Bilingual {
  const format = mediaType
    .replace(/^image\//, '')
    .replace(/\+.*/, '')
    .toUpperCase();
  const size = Math.max(1, Math.round(bytes / 1000));
  return { fr: `L’image se lit : ${format}, ${size} ko.`, en: `The picture can be read: ${format}, ${size} kB.` };
}

function megabytes(bytes: number, language: 'fr' | 'en'): string {
  return new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(bytes / 1e6);
}
