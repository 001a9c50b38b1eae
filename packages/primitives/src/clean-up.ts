/**
 * Does what was deferred, the last first, each waited for, whatever becomes of the others.
 *
 * @throws {unknown} What a clean-up has thrown, or an `AggregateError` of all when several have.
 */
export async function cleanUp(id: string, cleanups: Set<() => unknown>): Promise<void> {
  const errors: unknown[] = [];
  // Taken one by one, for a clean-up may defer more.
  for (let last = [...cleanups].pop(); last !== undefined; last = [...cleanups].pop()) {
    cleanups.delete(last);
    try {
      await last();
    } catch (error) {
      errors.push(error);
    }
  }
  if (errors.length === 1) throw errors[0];
  if (errors.length > 1) {
    throw new AggregateError(errors, `${String(errors.length)} clean-ups of "${id}" failed`);
  }
}
