import { texts } from '../texts/texts.ts';
import { type FlowLevel, flowLevels } from './layer.ts';

interface Props {
  readonly level: FlowLevel | undefined;
  readonly choose: (level: FlowLevel | undefined) => void;
}

/** Between which territories links are drawn, if any. */
export function FlowChoice({ level, choose }: Props) {
  const t = texts().flows;
  return (
    <label class="map-choice">
      {t.show}
      <select
        value={level ?? ''}
        onChange={({ currentTarget: { value } }) => choose(flowLevels.find((one) => one === value))}
      >
        <option value="">{t.levels.none}</option>
        {flowLevels.map((one) => (
          <option key={one} value={one}>
            {t.levels[one]}
          </option>
        ))}
      </select>
    </label>
  );
}
