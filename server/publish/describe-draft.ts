import { dct, foaf, obs, schema, VOCAB, xsd } from '../rdf/terms.ts';
import type { Draft, ExchangeDraft, OfferDraft, OperatorDraft } from './draft.ts';
import type { TreeNode, TreeValue } from './profile-tree.ts';

type Property = TreeNode['properties'][number];

/** Describes a draft as a document (`''`) whose topic is the place (`#lieu`); what the draft leaves empty is not said. */
export function describeDraft(draft: Draft): TreeNode {
  return {
    id: '',
    properties: said([
      [foaf('primaryTopic'), [describePlace(draft)]],
      [dct('language'), [draft.language].map(plain)],
      [dct('license'), one(draft.license).map(link)],
      [dct('modified'), one(draft.modified).map(date)],
      [schema('expires'), one(draft.expires).map(date)],
      [obs('openData'), draft.license ? [truth(true)] : []],
    ]),
  };
}

function describePlace(draft: Draft): TreeNode {
  const { language } = draft;
  const words = (text: string): TreeValue => ({ text, language });
  return {
    id: '#lieu',
    type: obs('ThirdPlace').value,
    properties: said([
      [schema('name'), one(draft.name).map(plain)],
      [schema('alternateName'), one(draft.alternateName).map(plain)],
      [schema('description'), one(draft.description).map(words)],
      [schema('url'), one(draft.url).map(link)],
      [schema('image'), one(draft.image).map(link)],
      [schema('logo'), one(draft.logo).map(link)],
      [schema('email'), one(draft.email).map(plain)],
      [schema('telephone'), one(draft.telephone).map(plain)],
      [schema('address'), draft.address ? describeAddress(draft.address) : []],
      [schema('geo'), draft.position ? [describePosition(draft.position)] : []],
      [schema('openingHoursSpecification'), many(draft.openingHours).map(describeHours)],
      [obs('kind'), many(draft.kinds).map(concept('kinds'))],
      [obs('practice'), many(draft.practices).map(concept('practices'))],
      [obs('value'), many(draft.values).map(concept('values'))],
      [obs('audience'), many(draft.audiences).map(concept('audiences'))],
      [obs('equipment'), many(draft.equipment).map(concept('equipment'))],
      [obs('access'), many(draft.access).map(concept('access'))],
      [obs('tenure'), one(draft.tenure).map(concept('tenures'))],
      [obs('rhythm'), one(draft.rhythm).map(concept('rhythms'))],
      [obs('operatingStatus'), one(draft.operatingStatus).map(concept('operating-statuses'))],
      [schema('keywords'), many(draft.keywords).map(plain)],
      [obs('keyKeyword'), many(draft.keyKeywords).map(plain)],
      [schema('availableLanguage'), many(draft.spokenLanguages).map(plain)],
      [schema('foundingDate'), one(draft.foundingDate).map(plain)],
      [schema('dissolutionDate'), one(draft.dissolutionDate).map(plain)],
      [obs('floorArea'), one(draft.floorArea).map(decimal)],
      [obs('operatedBy'), draft.operatedBy ? [describeOperator(draft.operatedBy)] : []],
      [schema('memberOf'), many(draft.memberOf).map(link)],
      [obs('cooperatesWith'), many(draft.cooperatesWith).map(link)],
      [obs('sharesResourceWith'), many(draft.sharesResourceWith).map(link)],
      [obs('inspiredBy'), many(draft.inspiredBy).map(link)],
      [schema('sameAs'), many(draft.sameAs).map(link)],
      [
        schema('seeks'),
        many(draft.needs).map((need, i) => describeExchange(need, { id: `#besoin-${i + 1}`, type: 'Demand', words })),
      ],
      [
        schema('makesOffer'),
        many(draft.offers).map((offer, i) => describeExchange(offer, { id: `#offre-${i + 1}`, type: 'Offer', words })),
      ],
      [obs('example'), draft.example ? [truth(true)] : []],
    ]),
  };
}

function describeAddress(address: NonNullable<Draft['address']>): TreeNode[] {
  const properties = said([
    [schema('streetAddress'), one(address.streetAddress).map(plain)],
    [schema('postalCode'), one(address.postalCode).map(plain)],
    [schema('addressLocality'), one(address.addressLocality).map(plain)],
    [schema('addressCountry'), one(address.addressCountry).map(plain)],
  ]);
  return properties.length > 0 ? [{ type: schema('PostalAddress').value, properties }] : [];
}

function describePosition({ latitude, longitude }: NonNullable<Draft['position']>): TreeNode {
  return {
    type: schema('GeoCoordinates').value,
    properties: said([
      [schema('latitude'), [decimal(latitude)]],
      [schema('longitude'), [decimal(longitude)]],
    ]),
  };
}

function describeHours({ days, opens, closes }: NonNullable<Draft['openingHours']>[number]): TreeNode {
  return {
    type: schema('OpeningHoursSpecification').value,
    properties: said([
      [schema('dayOfWeek'), days.map((day) => link(schema(day).value))],
      [schema('opens'), [plain(opens)]],
      [schema('closes'), [plain(closes)]],
    ]),
  };
}

function describeOperator(operator: OperatorDraft): TreeValue {
  if ('iri' in operator) return link(operator.iri);
  return {
    id: '#structure',
    type: schema('Organization').value,
    properties: said([
      [schema('name'), [plain(operator.name)]],
      [obs('legalForm'), one(operator.legalForm).map(concept('legal-forms'))],
      [obs('siret'), one(operator.siret).map(plain)],
    ]),
  };
}

interface ExchangeFrame {
  readonly id: string;
  readonly type: 'Demand' | 'Offer';
  readonly words: (text: string) => TreeValue;
}

function describeExchange(exchange: ExchangeDraft | OfferDraft, { id, type, words }: ExchangeFrame): TreeNode {
  return {
    id,
    type: schema(type).value,
    properties: said([
      [schema('name'), [plain(exchange.name)]],
      [schema('description'), one(exchange.description).map(words)],
      [obs('resource'), many(exchange.resources).map(concept('resources'))],
      [obs('condition'), 'condition' in exchange ? one(exchange.condition).map(concept('conditions')) : []],
      [obs('exchangeState'), one(exchange.state).map(concept('exchange-states'))],
      [schema('validThrough'), one(exchange.validThrough).map(date)],
    ]),
  };
}

function said(properties: readonly (readonly [{ readonly value: string }, readonly TreeValue[]])[]): Property[] {
  return properties.flatMap(([term, values]) => (values.length > 0 ? [{ predicate: term.value, values }] : []));
}

function one<T>(value: T | undefined): readonly T[] {
  return value === undefined || value === '' ? [] : [value];
}

/** A form sends empty rows and the same choice twice; a profile says each thing once. */
function many<T>(values: readonly T[] | undefined): readonly T[] {
  return [...new Set(values ?? [])].filter((value) => value !== '');
}

function link(iri: string): TreeValue {
  return { iri };
}
function plain(text: string): TreeValue {
  return { text };
}
function concept(scheme: string): (slug: string) => TreeValue {
  return (slug) => ({ iri: `${VOCAB}${scheme}/${slug}` });
}
function date(lexical: string): TreeValue {
  return { lexical, datatype: xsd('date').value };
}
function truth(value: boolean): TreeValue {
  return { lexical: String(value), datatype: xsd('boolean').value };
}
/** xsd:decimal has no exponent: a tenth of a millimetre is written out. */
function decimal(value: number): TreeValue {
  const lexical = Number(value.toFixed(9)).toFixed(9).replace(/0+$/, '').replace(/\.$/, '.0');
  return { lexical, datatype: xsd('decimal').value };
}
