import { inputsOf, readsTable, staleCells, templateValues, withWaitingExplores, type InputValue, type NotebookProblem } from '@atrium/documents'
import { queryProject } from '../../explore/explore-target.ts'
import { componentVersions } from './component-versions.ts'
import { countingInputs, followingInputs, isAsGiven } from './counting-inputs.ts'
import type { Execution } from './execution.ts'
import type { ExecutionCtx } from './execution-ctx.ts'
import type { CellOutcome } from './outcome.ts'
import type { CellsScope, SessionKernels } from './run-cells-port.ts'
import { builtInsOf, viewerOf, type Viewer } from './viewer.ts'
import { beyondButtons, fingerprintsWith } from './what-was-asked.ts'

/** A notebook as whoever asks has it before them. Outcomes of another audience are not among what is known. */
export async function openExecution(
  ctx: ExecutionCtx,
  scope: CellsScope,
  run: { kernels: SessionKernels | null; usesCachedSql: boolean } = { kernels: null, usesCachedSql: true },
  /** Of what this is a part of. */
  around?: Pick<Execution, keyof Viewer | 'within' | 'adopts'>,
): Promise<Execution> {
  const { document, project } = scope
  const [{ graph: said, problems }, model, versions] = await Promise.all([
    ctx.notebooks.read(document),
    ctx.projects.findModel(project.id),
    componentVersions(ctx, document),
  ])
  const graph = withWaitingExplores(said, model?.explores ?? null)
  const viewer = around ?? (await viewerOf(ctx, scope, { graph, model }))
  const execution: Execution = {
    ctx,
    scope,
    kernels: run.kernels,
    usesCachedSql: run.usesCachedSql,
    graph,
    project: queryProject(project, model),
    model,
    actor: viewer.actor,
    audienceFor: viewer.audienceFor,
    attributes: viewer.attributes,
    componentVersions: versions,
    given: scope.inputs,
    inputs: new Map(),
    values: new Map(),
    fingerprints: new Map(),
    outcomes: new Map([...scope.kept].filter(([id, { audience }]) => audience === viewer.audienceFor(id))),
    problems: firstErrors(problems),
    unfetched: new Set(),
    within: around?.within ?? [],
    adopts: around?.adopts ?? true,
    runInside: () => Promise.reject(new Error('nothing is run here')),
  }
  for (const cell of inputsOf(document)) {
    const outcome = execution.outcomes.get(cell.id)
    if (outcome !== undefined && !isAsGiven(execution, cell, outcome)) execution.outcomes.delete(cell.id)
  }
  setInputs(execution, countingInputs(execution))
  // What was found in another way than the notebook says by now was not found.
  const old = followingInputs(execution).filter(
    ({ id }) => execution.outcomes.has(id) && execution.outcomes.get(id)?.fingerprint !== execution.fingerprints.get(id),
  )
  for (const { id } of old) execution.outcomes.delete(id)
  if (old.length > 0) setInputs(execution, countingInputs(execution))
  return execution
}

/** Puts other values of inputs in the place of those of before; what cells ask is known anew. */
export function setInputs(execution: Execution, inputs: ReadonlyMap<string, InputValue>): void {
  const { ctx, scope, actor, attributes } = execution
  const { document, project, occasion } = scope
  const at = { now: new Date(ctx.clock.now()), zone: document.settings.timezone ?? project.timezone }
  execution.inputs = inputs
  execution.values = new Map([...builtInsOf(actor, occasion, attributes), ...templateValues(inputsOf(document), inputs, at)])
  execution.fingerprints = fingerprintsWith(execution, execution.values)
}

/** The same for a cell that begins now: an answer from before a table was written, here or by somebody else, is none to its question. */
export async function withDataOfNow(execution: Execution): Promise<Execution> {
  const { dataVersion } = await execution.ctx.projects.project(execution.scope.project.id)
  return { ...execution, project: { ...execution.project, dataVersion } }
}

/** What has to be run before it is true again: cells that ask something else now, those that did not run well, and those whose rows are not kept any more. */
export async function staleOf(execution: Execution): Promise<string[]> {
  const { ctx, graph, fingerprints: now, outcomes } = execution
  const done = [...outcomes.values()].filter(({ state }) => state === 'done')
  const here = await ctx.results.known([...new Set(done.flatMap(resultIds))])
  const writers = [...outcomes.values()].filter(({ written }) => written != null)
  const whole = done.filter((outcome) => resultIds(outcome).every((id) => here.has(id)) && !isWrittenSince(execution, outcome, writers))
  const kept = new Map(whole.map(({ cellId, fingerprint }) => [cellId, fingerprint ?? '']))
  const stale = staleCells(graph, now, kept).filter((id) => graph.cells.get(id)?.kind !== 'section')
  return beyondButtons(execution, stale, kept)
}

/** Whether a table that a cell read was written after that, be it that only the model knows that it reads it. */
function isWrittenSince({ graph, model }: Execution, { cellId, startedAt }: CellOutcome, writers: readonly CellOutcome[]): boolean {
  const cell = graph.cells.get(cellId)
  const explore = cell?.kind === 'explore' ? model?.explores.get(cell.exploreName) : undefined
  const read = graph.reads.get(cellId)
  return writers.some(
    ({ cellId: writer, written }) =>
      written != null && startedAt !== null && startedAt < written.at && (read?.has(writer) === true || readsTable(explore, written.table)),
  )
}

const resultIds = ({ tables }: CellOutcome): string[] => Object.values(tables).map(({ resultId }) => resultId)

function firstErrors(problems: readonly NotebookProblem[]): Map<string, NotebookProblem> {
  const found = new Map<string, NotebookProblem>()
  for (const problem of problems) {
    if (problem.cellId !== null && problem.severity === 'error' && !found.has(problem.cellId)) found.set(problem.cellId, problem)
  }
  return found
}
