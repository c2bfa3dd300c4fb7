// A real browser for what people look at, where it is installed: one process, spoken to over its own debugging protocol, so that a
// page can be seen narrow and wide, in light and in dark.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

const CHROMIUM = '/usr/bin/chromium';

export const hasChromium = existsSync(CHROMIUM);

/** `inverted`: a program that knows nothing of the page's own dark colours turns the light ones round. */
export type Scheme = 'light' | 'dark' | 'inverted';

export interface Browser {
  /** Shows the HTML as wide as asked for, with its pictures loaded. */
  readonly show: (html: string, width: number, scheme: Scheme) => Promise<void>;
  /** The value of an expression in the page. */
  readonly ask: <T>(expression: string) => Promise<T>;
  /** The whole page, however long, as PNG. */
  readonly picture: () => Promise<Buffer>;
}

interface Answer {
  /** None on what the browser says by itself. */
  readonly id?: number;
  readonly result?: Record<string, unknown>;
  readonly error?: unknown;
}

type Send = (method: string, params?: object) => Promise<Record<string, unknown>>;

export async function withChromium<T>(work: (browser: Browser) => Promise<T>): Promise<T> {
  const profile = await mkdtemp(path.join(tmpdir(), 'fravaer-chromium-'));
  const child = spawn(CHROMIUM, [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--hide-scrollbars',
    '--remote-debugging-port=0',
    `--user-data-dir=${profile}`,
    'about:blank',
  ]);
  const ended = new Promise((resolve) => child.once('close', resolve));
  try {
    const address = await new Promise<string>((resolve, reject) => {
      let printed = '';
      child.stderr.on('data', (text: Buffer) => {
        printed += text.toString();
        const found = /ws:\/\/127\.0\.0\.1:(\d+)\/\S+/.exec(printed);
        if (found !== null) resolve(`http://127.0.0.1:${found[1]}/json/list`);
      });
      child.once('close', () => reject(new Error(`Chromium did not start: ${printed}`)));
    });
    const targets = (await (await fetch(address)).json()) as { type: string; webSocketDebuggerUrl: string }[];
    const page = targets.find(({ type }) => type === 'page');
    const socket = await connect(page?.webSocketDebuggerUrl ?? '');
    return await work(browserOf(sender(socket)));
  } finally {
    child.kill('SIGKILL');
    await ended;
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function connect(url: string): Promise<WebSocket> {
  const socket = new WebSocket(url);
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve);
    socket.addEventListener('error', reject);
  });
  return socket;
}

/** Commands have numbers, and so have their answers. */
function sender(socket: WebSocket): Send {
  const waiting = new Map<number, (answer: Record<string, unknown>) => void>();
  socket.addEventListener('message', ({ data }) => {
    const { id = 0, result, error } = JSON.parse(String(data)) as Answer;
    waiting.get(id)?.(result ?? { error });
  });
  let last = 0;
  return async (method, params = {}) => {
    last += 1;
    const id = last;
    const answer = new Promise<Record<string, unknown>>((resolve) => waiting.set(id, resolve));
    socket.send(JSON.stringify({ id, method, params }));
    const result = await answer;
    if ('error' in result) throw new Error(`${method}: ${JSON.stringify(result['error'])}`);
    return result;
  };
}

function browserOf(send: Send): Browser {
  const ask = async <T>(expression: string): Promise<T> => {
    const { result } = await send('Runtime.evaluate', {
      expression,
      awaitPromise: true,
      returnByValue: true,
    });
    return (result as { readonly value: T }).value;
  };
  return {
    ask,
    show: async (html, width, scheme) => {
      const value = scheme === 'dark' ? 'dark' : 'light';
      await send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value }] });
      await send('Emulation.setAutoDarkModeOverride', { enabled: scheme === 'inverted' });
      const size = { width, height: 800, deviceScaleFactor: 1, mobile: false };
      await send('Emulation.setDeviceMetricsOverride', size);
      const { frameTree } = await send('Page.getFrameTree');
      const frameId = (frameTree as { readonly frame: { readonly id: string } }).frame.id;
      await send('Page.setDocumentContent', { frameId, html });
      await ask('Promise.all([...document.images].map((image) => image.decode()))');
    },
    picture: async () => {
      const { data } = await send('Page.captureScreenshot', { captureBeyondViewport: true });
      return Buffer.from(String(data), 'base64');
    },
  };
}
