/** Twice as many points as the drawing has units, so that it prints well. */
const density = 2;

/** Lets a reader take the drawing of the page as a PNG, made here from its SVG file. */
export function offerPng(button: HTMLButtonElement): void {
  const block = button.closest('.take-away');
  const link = block?.querySelector<HTMLAnchorElement>('[data-eco-svg]');
  const told = block?.querySelector('[data-eco-told]');
  if (!link) return;
  button.hidden = false;
  button.addEventListener('click', async () => {
    try {
      const png = await paint(await (await fetch(link.href)).text());
      const save = document.createElement('a');
      save.href = URL.createObjectURL(png);
      save.download = 'ecosysteme.png';
      save.click();
      setTimeout(() => URL.revokeObjectURL(save.href), 60_000);
      if (told) told.textContent = '';
    } catch {
      if (told) told.textContent = button.dataset['failed'] ?? '';
    }
  });
}

async function paint(svg: string): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = image.naturalWidth * density;
  canvas.height = image.naturalHeight * density;
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('the canvas gave no picture'))), 'image/png'),
  );
}
