import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

interface Props {
  readonly label: string;
  readonly children: ComponentChildren;
}

/** A button over the map that folds out what belongs to it; Escape and a click elsewhere fold it away. */
export function Menu({ label, children }: Props) {
  const element = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const fold = (event: Event) => {
      if (!(event.target instanceof Node && element.current?.contains(event.target))) close(element.current);
    };
    addEventListener('pointerdown', fold);
    return () => removeEventListener('pointerdown', fold);
  }, []);
  return (
    <details
      ref={element}
      class="map-menu"
      onKeyDown={({ key }) => {
        if (key !== 'Escape' || !element.current?.open) return;
        close(element.current);
        element.current.querySelector('summary')?.focus();
      }}
    >
      <summary class="map-tool">{label}</summary>
      <div class="map-menu-content">{children}</div>
    </details>
  );
}

/** Folds a menu away. */
export function close(menu: HTMLDetailsElement | null | undefined): void {
  if (menu) menu.open = false;
}
