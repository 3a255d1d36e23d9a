import { readsReferences } from '@atrium/semantic'
import type { Ctx } from '../../../access/operation.ts'
import { AppError } from '../../../platform/errors.ts'
import { queryProject, type ExploreCtx } from '../../explore/explore-target.ts'
import type { ProjectTarget } from '../../projects/project-target.ts'
import type { VirtualViewSpec } from '../../projects/virtual-views/virtual-view-kind.ts'

/**
 * The columns of a person's SQL as the warehouse answers them: those that are wanted, or all. Throws `invalid` for SQL that
 * cannot be explored, and what asking it throws.
 */
export async function describeSql(
  ctx: Ctx & ExploreCtx,
  { project }: Pick<ProjectTarget, 'project'>,
  { sql, wanted }: { sql: string; wanted: readonly string[] | undefined },
): Promise<VirtualViewSpec['columns']> {
  // In the SQL of models it stands for something that is put in; here it would be put into somebody's text.
  if (readsReferences(sql)) throw invalid('sql', 'SQL of a virtual view cannot hold "${": nothing is put into it. Write the value itself.')
  const model = await ctx.projects.findModel(project.id)
  const { columns, engineTypes } = await ctx.queries.run({
    project: queryProject(project, model),
    actor: ctx.actor,
    requestId: ctx.requestId,
    signal: ctx.signal,
    source: 'sql',
    question: { kind: 'sql', sql, limit: 1 },
  })
  const found = columns.map(({ fieldId, type }, place) => ({ reference: fieldId, type, engineType: engineTypes[place] ?? '' }))
  const names = found.map(({ reference }) => reference)
  // Some engines number what is there twice; with others the name is nobody's in a query around this one.
  const doubled = names.find((name, place) => names.indexOf(name) !== place)
  if (doubled !== undefined) throw invalid('sql', `Two columns are called "${doubled}". Give each a name of its own with AS.`)
  if (wanted === undefined || wanted.length === 0) return found
  const unknown = wanted.find((name) => !names.includes(name))
  if (unknown !== undefined) throw invalid('columns', `The SQL has no column "${unknown}". It has ${names.join(', ')}.`)
  return found.filter(({ reference }) => wanted.includes(reference))
}

const invalid = (path: string, message: string): AppError => new AppError('invalid', message, { reason: 'virtual_view', fields: [{ path, message }] })
