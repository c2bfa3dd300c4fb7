// SVG -> PNG without a browser. The letters come from the fonts given here and from nowhere else: without one, resvg leaves out
// every text and says nothing, and with a machine's own fonts each machine would draw another picture.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Resvg, ResvgRenderOptions } from '@resvg/resvg-wasm';
import { encodePng, giveBack } from './encode-png.ts';

/** The name by which an SVG asks for the font. */
export const FONT_FAMILY = 'Inter';

/** Drawn at twice the size, for sharp letters on a phone and in print. */
const SCALE = 2;

const FONTS = [
  '@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf',
  '@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf',
];

interface Engine {
  readonly create: (svg: string, options: ResvgRenderOptions) => InstanceType<typeof Resvg>;
  readonly fonts: readonly Buffer[];
}

let loading: Promise<Engine> | undefined;

/**
 * Pictures drawn lately. A night asks for most of them twice, for the workbook and for the mail; what is kept is bounded,
 * and the oldest makes room, which the mail has had when there are no more skoler than this.
 */
const MOST_KEPT = 200;
const drawn = new Map<string, Buffer>();

/** The same SVG gives the same bytes. */
export async function renderPng(svg: string): Promise<Buffer> {
  loading ??= load();
  const engine = await loading;
  const kept = drawn.get(svg);
  if (kept !== undefined) return kept;
  const png = draw(svg, engine);
  drawn.set(svg, png);
  for (const oldest of drawn.keys()) {
    if (drawn.size <= MOST_KEPT) break;
    drawn.delete(oldest);
  }
  return png;
}

function draw(svg: string, { create, fonts }: Engine): Buffer {
  const picture = create(svg, {
    fitTo: { mode: 'zoom', value: SCALE },
    font: { fontBuffers: [...fonts], defaultFontFamily: FONT_FAMILY },
  });
  try {
    const image = picture.render();
    try {
      // Nothing shines through (`drawing` begins with white), so it makes no odds that resvg multiplies colours by their alpha.
      const bytes = image.pixels;
      const png = encodePng({ bytes, width: image.width, height: image.height });
      giveBack(bytes);
      return png;
    } finally {
      image.free();
    }
  } finally {
    // The picture lies in the engine's memory, which nobody else tidies up.
    picture.free();
  }
}

async function load(): Promise<Engine> {
  // Loaded here because many commands never draw.
  const { initWasm, Resvg } = await import('@resvg/resvg-wasm');
  await initWasm(await readFile(fileOf('@resvg/resvg-wasm/index_bg.wasm')));
  return {
    create: (svg, options) => new Resvg(svg, options),
    fonts: await Promise.all(FONTS.map((font) => readFile(fileOf(font)))),
  };
}

function fileOf(name: string): string {
  return fileURLToPath(import.meta.resolve(name));
}
