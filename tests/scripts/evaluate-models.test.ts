import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { bash, BashJob, scriptExists, until } from './bash.ts';

const run = 'pnpm tsx scripts/evaluate-models.ts';

interface Evaluation {
  readonly samples: number;
  readonly scores: { model: string; accuracy: number; trainedAt: number }[];
  readonly failures: { model: string; error: string }[];
}

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'evaluate-models-'));
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe.runIf(scriptExists('evaluate-models.ts'))('evaluate-models', () => {
  it('scores all models on the irises, the best first', async () => {
    const { code, stdout } = await bash(`${run} --json --cache :memory:`);
    const { samples, scores, failures } = JSON.parse(stdout) as Evaluation;
    expect(samples).toBe(150);
    expect(failures).toEqual([]);
    expect(scores.map(({ model }) => model).sort()).toEqual([
      ...['forest', 'knn', 'logistic', 'svm', 'tree'],
    ]);
    const accuracies = scores.map(({ accuracy }) => accuracy);
    expect(Math.min(...accuracies)).toBeGreaterThan(0.9);
    expect(Math.max(...accuracies)).toBeLessThan(1);
    expect(accuracies).toEqual(accuracies.toSorted((a, b) => b - a));
    expect(code).toBe(0);
  });

  it('remembers a score, and trains again when a setting changes', async () => {
    const once = `${run} tree --json --cache '${path.join(folder, 'scores.sqlite')}'`;
    const [first, second, other] = [
      await bash(once),
      await bash(once),
      await bash(`${once} --seed 1`),
    ];
    const scores = [first, second, other].map(({ stdout }) => {
      return (JSON.parse(stdout) as Evaluation).scores[0];
    });
    expect(scores[0]?.trainedAt).toBeTypeOf('number');
    expect(scores[1]).toEqual(scores[0]);
    expect(scores[2]?.trainedAt).toBeGreaterThan(scores[0]?.trainedAt ?? NaN);
  });

  it('keeps the scores of the others when a model fails, and says so', async () => {
    const { code, stdout } = await bash(`${run} tree knn svm --neighbors 121 --cache :memory:`);
    expect(stdout).toMatch(/^tree +9\d\.\d % ± +\d\.\d %  \d+ ms$/m);
    expect(stdout).toMatch(/^svm +9\d\.\d % /m);
    expect(stdout).toContain('knn       failed: RangeError: 121 neighbors of only 120 samples');
    expect(code).toBe(1);
  });

  it('gives up on a model that takes too long', async () => {
    const { code, stdout } = await bash(
      `${run} forest --folds 150 --timeout 1 --json --cache :memory:`,
    );
    const { failures } = JSON.parse(stdout) as Evaluation;
    expect(failures).toEqual([
      { model: 'forest', error: expect.stringContaining('took longer than 1000 ms') as string },
    ]);
    expect(code).toBe(1);
  });

  it('takes its data from a server that is not ready at once', async () => {
    const statuses = [503, 200];
    const { url, requests } = await serve((_, response) => {
      response.writeHead(statuses.shift() ?? 500, { 'retry-after': '0' });
      response.end(twoClouds(20));
    });
    const { code, stdout } = await bash(`${run} knn tree --data ${url} --json --cache :memory:`);
    const { samples, scores } = JSON.parse(stdout) as Evaluation;
    expect(requests).toHaveLength(2);
    expect(samples).toBe(40);
    expect(scores.map(({ accuracy }) => accuracy)).toEqual([1, 1]);
    expect(code).toBe(0);
  });

  it('does not ask again for what a server does not have', async () => {
    const { url, requests } = await serve((_, response) => response.writeHead(404).end());
    const { code, stderr } = await bash(`${run} --data ${url}`);
    expect(requests).toHaveLength(1);
    expect(stderr).toContain(`Cannot load ${url}: ${url} answered 404`);
    expect(code).toBe(1);
  });

  it.for([
    { what: 'a file that is not there', text: undefined, message: 'no such file' },
    { what: 'a word for a number', text: 'a,b,kind\n1,2,x\n1,two,y\n', message: 'row 2, column b' },
    { what: 'a missing number', text: 'a,b,kind\n1,,x\n', message: "row 1, column b, got ''" },
    { what: 'a line that is too short', text: 'a,b,kind\n1,2,x\n1,y\n', message: 'line 3' },
  ])('says what is wrong with $what', async ({ what, text, message }) => {
    const file = path.join(folder, `${what.replaceAll(' ', '-')}.csv`);
    if (text !== undefined) writeFileSync(file, text);
    const { code, stderr } = await bash(`${run} --data '${file}'`);
    expect(stderr).toContain(`Cannot load ${file}`);
    expect(stderr).toContain(message);
    expect(code).toBe(1);
  });

  it.for(['group', 'pid'] as const)('stops at SIGINT to its %s', async (to) => {
    const { url, requests } = await serve(() => undefined);
    const job = new BashJob(`${run} --data ${url}`);
    await until(() => requests.length === 1);
    if (to === 'group') job.signalGroup('SIGINT');
    else job.signal('SIGINT');
    expect(await job.ended).toMatchObject({ code: 130, stdout: '' });
  });

  it.for([
    { args: '--nope', message: "Unknown option '--nope'" },
    { args: 'oracle', message: 'Unknown model oracle; known are forest' },
    { args: '--folds 1', message: "got '1'" },
    { args: '--folds 151', message: 'too few for 151 folds' },
    { args: '--seed -1', message: '--seed' },
    { args: '--neighbors few', message: "got 'few'" },
  ])('refuses $args', async ({ args, message }) => {
    const { code, stderr } = await bash(`${run} ${args}`);
    expect(stderr).toContain(message);
    expect(stderr).toContain('Usage: pnpm tsx scripts/evaluate-models.ts');
    expect(code).toBe(2);
  });

  it('explains itself', async () => {
    const { code, stdout } = await bash(`${run} --help`);
    expect(stdout).toContain('Usage: pnpm tsx scripts/evaluate-models.ts');
    expect(code).toBe(0);
  });
});

/** Two kinds of points that nobody could confuse. */
function twoClouds(size: number): string {
  const points = Array.from({ length: size }, (_, index) => [
    `${index % 5},${index % 3},near`,
    `${100 + (index % 5)},${100 + (index % 3)},far`,
  ]);
  return ['x,y,kind', ...points.flat()].join('\n');
}

/** A server on this machine that lives as long as the test. */
async function serve(answer: RequestListener): Promise<{ url: string; requests: string[] }> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(request.url ?? '');
    answer(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/data.csv`, requests };
}
