import { counted, fill, texts, writeNumber } from '../texts/texts.ts';
import type { PairFlow } from './draw-flows.ts';
import { endsOfFlow, type Flows } from './use-flows.ts';

interface Props {
  readonly flows: Flows;
  /** Key of the flow that was chosen on the map. */
  readonly chosen: string | undefined;
  readonly choose: (flow: PairFlow) => void;
  /** The same as a file. */
  readonly download: string;
}

/** The numbers behind the lines; each pair leads to where it is on the map. */
export function FlowTable({ flows, chosen, choose, download }: Props) {
  const t = texts().flows;
  const { pairs, answer, isLoading, more } = flows;
  const placed = answer.links - answer.unplaced;
  return (
    <section class="flow-table territory-table" aria-label={t.title} aria-busy={isLoading}>
      <h2>
        {t.title} <span class="quiet">{counted(t.links, placed)}</span>
      </h2>
      <p class="visually-hidden" role="status">
        {counted(t.links, placed)}
      </p>
      {answer.leftOut > 0 && <p class="notice">{counted(t.leftOut, answer.leftOut)}</p>}
      {pairs.length === 0 ? (
        <p class="empty">{t.none}</p>
      ) : (
        <table>
          <thead>
            <tr>
              <th scope="col">{t.between}</th>
              <th scope="col">{t.count}</th>
              <th scope="col">{t.mutual}</th>
            </tr>
          </thead>
          <tbody>
            {pairs.map((flow) => (
              <tr key={flow.key} data-family={flow.family} aria-current={flow.key === chosen ? 'true' : undefined}>
                <th scope="row">
                  <button type="button" class="flow-pair" data-flow={flow.key} onClick={() => choose(flow)}>
                    {endsOfFlow(flow)}
                  </button>
                  <span class="flow-family">{texts().families[flow.family]}</span>
                </th>
                <td>{writeNumber(flow.count)}</td>
                <td>{writeNumber(flow.mutual)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {more && (
        <button type="button" class="button secondary more" onClick={more}>
          {fill(t.more, { total: writeNumber(answer.total) })}
        </button>
      )}
      <p class="results-end">
        {answer.unplaced > 0 && <span class="quiet">{counted(t.unplaced, answer.unplaced)} </span>}
        <a href={download} download>
          {t.download}
        </a>
      </p>
    </section>
  );
}
