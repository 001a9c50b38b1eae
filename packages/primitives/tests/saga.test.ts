import { describe, expect, test } from 'vitest';
import { retry, saga, UndoError, WorkflowContext } from '@slo/primitives';
import { mock } from '@slo/primitives/testing';

/** A step that books, and its undoing, both on one list. */
function booking(log: string[], name: string) {
  return {
    do: (trip: string) => {
      log.push(`book ${name}`);
      return `${trip} ${name}`;
    },
    undo: (booked: string) => {
      log.push(`cancel ${name} of "${booked}"`);
    },
  };
}

describe('saga', () => {
  test('undoes a saga inside it too', async () => {
    const undone: string[] = [];
    const part = (name: string) => ({ do: () => name, undo: () => undone.push(name) });
    const inner = saga(part('b'), part('c'));
    const flow = saga(
      part('a'),
      inner,
      (name) => `${name}!`,
      part('d'),
      () => {
        throw new Error('late');
      },
    );
    await expect(flow.execute(0)).rejects.toThrow('late');
    expect(undone).toEqual(['d', 'c', 'b', 'a']);
  });

  test('is not tried again when it could not be undone', async () => {
    const book = mock<number, number>('book').returns(1);
    const undo = mock<number, unknown>('refund').throws(new Error('no refund'));
    const flow = saga({ do: book, undo }, mock<number, number>('pay').throws(new Error('busy')));
    await expect(retry(flow, { initialDelay: 0 }).execute(0)).rejects.toThrow(UndoError);
    expect(book.callCount).toBe(1);
  });

  test('runs its steps one after the other and undoes nothing', async () => {
    const log: string[] = [];
    const flow = saga(booking(log, 'flight'), booking(log, 'hotel'), (trip) => `${trip}!`);
    await expect(flow.execute('trip')).resolves.toBe('trip flight hotel!');
    expect(log).toEqual(['book flight', 'book hotel']);
  });

  test('undoes in reverse with what each step returned, and throws the error as it is', async () => {
    const log: string[] = [];
    const error = new Error('card declined');
    const flow = saga(
      booking(log, 'flight'),
      (trip) => `${trip} (noted)`,
      booking(log, 'hotel'),
      mock<string, string>('pay').throws(error),
    );
    await expect(flow.execute('trip', new WorkflowContext('demo'))).rejects.toBe(error);
    expect(log).toEqual([
      'book flight',
      'book hotel',
      'cancel hotel of "trip flight (noted) hotel"',
      'cancel flight of "trip flight"',
    ]);
    expect(error).toHaveProperty('stepPath', 'demo › saga[3] › pay');
  });

  test('undoes the rest when some undoing fails, and keeps all errors', async () => {
    const log: string[] = [];
    const error = new Error('card declined');
    const undoError = new Error('hotel does not answer');
    const flow = saga(
      booking(log, 'flight'),
      { do: (trip: string) => trip, undo: mock<string, never>('cancel').throws(undoError) },
      mock<string, string>('pay').throws(error),
    );
    const failed = flow.execute('trip', new WorkflowContext('demo'));
    await expect(failed).rejects.toBeInstanceOf(UndoError);
    await expect(failed).rejects.toMatchObject({ errors: [error, undoError], cause: error });
    expect(log).toContain('cancel flight of "trip flight"');
    expect(error).toHaveProperty('stepPath', 'demo › saga[2] › pay');
    expect(undoError).toHaveProperty('stepPath', 'demo › saga undo[1] › cancel');
  });

  test('an abort is undone, and does not reach the undoing', async () => {
    const controller = new AbortController();
    const aborted: boolean[] = [];
    const flow = saga(
      {
        do: (text: string) => {
          controller.abort(new Error('stop'));
          return text;
        },
        undo: (_, { signal }) => {
          aborted.push(signal.aborted);
        },
      },
      mock<string, string>().returns('never'),
    );
    const context = new WorkflowContext('demo', { signal: controller.signal });
    await expect(flow.execute('', context)).rejects.toThrow('stop');
    expect(aborted).toEqual([false]);
  });

  test('the path tells what is being undone', async () => {
    const undo = mock<string, boolean>('cancel').returns(true);
    const flow = saga({ do: (text: string) => text, undo }, () => {
      throw new Error('no');
    });
    await flow.execute('', new WorkflowContext('demo')).catch(() => undefined);
    expect(undo.calls[0]?.path).toBe('demo › saga undo[0] › cancel');
  });
});
