import { writeOperation, type WriteCtx } from '../../access/operation.ts'
import type { Runs } from '../../jobs/run.ts'
import { projectTarget, type ProjectCtx, type ProjectTarget } from './project-target.ts'

type CompilationCtx = ProjectCtx & { runs: Runs }
type StartCompilation = {
  projectId: string
  /** Of a project that was made a moment ago: those who wait for it want to know which one. */
  isNew?: boolean
}

/** Queues a compilation of the project's models after its settings changed; answers the run's id. */
export const startCompilation = writeOperation<CompilationCtx, StartCompilation, ProjectTarget, { runId: string }>({
  name: 'projects.start_compilation',
  action: 'project.update',
  writes: true,
  target: projectTarget,
  run: (ctx, { isNew = false }, target) => enqueue(ctx, target, isNew),
})

/** The same because somebody who writes models wants it. */
export const refreshProject = writeOperation<CompilationCtx, { projectId: string }, ProjectTarget, { runId: string }>({
  name: 'projects.refresh',
  action: 'project.compile',
  writes: true,
  target: projectTarget,
  run: (ctx, _input, target) => enqueue(ctx, target, false),
})

async function enqueue(ctx: CompilationCtx & WriteCtx, { project }: ProjectTarget, isNew: boolean): Promise<{ runId: string }> {
  const { id: projectId, organizationId } = project
  const run = await ctx.runs.enqueue(
    {
      kind: 'compile_project',
      payload: { projectId, isNew },
      organizationId,
      projectId,
      createdBy: ctx.actor.kind === 'user' ? ctx.actor.userId : null,
      dedupeKey: projectId,
    },
    ctx.tx,
  )
  ctx.record({ targetKind: 'run', targetId: run.id, before: null, after: { kind: run.kind } })
  return { runId: run.id }
}
