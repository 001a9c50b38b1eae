import { describe, expect, test } from 'vitest';
import { router, WorkflowContext } from '@slo/primitives';
import { mock } from '@slo/primitives/testing';

const routes = { en: () => 'hello', de: () => Promise.resolve('hallo') };

describe('router', () => {
  test('runs the step that is selected, at once or later', async () => {
    const now = router((language: 'en' | 'de') => language, routes);
    const later = router((language: 'en' | 'de') => Promise.resolve(language), routes);
    await expect(now.execute('de')).resolves.toBe('hallo');
    await expect(later.execute('en')).resolves.toBe('hello');
  });

  test.for(['fr', 'constructor', '__proto__'])('has no route %s', async (name) => {
    const flow = router((language: string) => language as 'en', routes);
    await expect(flow.execute(name)).rejects.toThrow(
      `router has no route "${name}"; it has en, de`,
    );
  });

  test('takes otherwise where there is no route', async () => {
    const flow = router((language: string) => language, routes, {
      otherwise: (name) => `${name}?`,
    });
    await expect(flow.execute('fr')).resolves.toBe('fr?');
  });

  test('the path tells the route', async () => {
    const error = new Error('broken');
    const flow = router(
      (name: string) => name,
      { a: mock<string, string>('first').throws(error) },
      {
        otherwise: mock<string, string>('rest').throws(error),
      },
    );
    const context = new WorkflowContext('demo');
    await flow.execute('a', context).catch(() => undefined);
    expect(error).toHaveProperty('stepPath', 'demo › router.a › first');
    await flow.execute('b', context).catch(() => undefined);
    expect(error).toHaveProperty('stepPath', 'demo › router.otherwise › rest');
  });
});
