import { perform, type Ctx, type Operation } from '../../access/operation.ts'

/** A change of model files that was made and can still be taken back. One of the two must be called. */
export type FileChange = {
  takeBack(): Promise<void>
  /** Lets go of what was there before. */
  settle(): Promise<void>
}

/**
 * Performs an operation that changes model files and notes each change in `changes`. When it fails they are taken back, the
 * last one first; also when only the commit failed: the change log knows of nothing then, and nothing may be there.
 */
export async function performWithFiles<C extends Ctx, Input, Output>(
  operation: Operation<C, Input & { changes: FileChange[] }, Output>,
  ctx: C,
  input: Input,
): Promise<Output> {
  const changes: FileChange[] = []
  const done = await perform(operation, ctx, { ...input, changes }).catch(async (error: unknown) => {
    for (const change of changes.toReversed()) await change.takeBack()
    throw error
  })
  for (const change of changes) await change.settle()
  return done
}
