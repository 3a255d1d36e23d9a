import type { GivenValue, VariableType } from '@atrium/documents'
import { readOperation, writeOperation } from '../../../access/operation.ts'
import { AppError } from '../../../platform/errors.ts'
import { newId } from '../../../platform/ids.ts'
import { authorOf, storeOf } from '../../content/content-ctx.ts'
import { projectTarget, type ProjectTarget } from '../../projects/project-target.ts'
import type { EndpointCtx } from '../endpoint-ctx.ts'
import type { QueryVariable } from '../types.ts'
import { insertQueryVariable, listQueryVariables } from './variable-store.ts'

/** The variables that endpoints of a project share, oldest first. */
export const listVariables = readOperation<EndpointCtx, { projectId: string }, ProjectTarget, QueryVariable[]>({
  name: 'query_variables.list',
  action: 'query_variable.list',
  target: projectTarget,
  run: (ctx, { projectId }) => listQueryVariables(storeOf(ctx), projectId),
})

export type CreateVariable = {
  projectId: string
  name: string
  /** As it stands in a query; made from the name when absent. */
  codeName?: string
  type: VariableType
  defaultValue?: GivenValue
}

/** Adds a variable. Throws `invalid` for a name that cannot stand in a query, `conflict` (`name_taken`). */
export const createVariable = writeOperation<EndpointCtx, CreateVariable, ProjectTarget, QueryVariable>({
  name: 'query_variables.create',
  action: 'query_variable.create',
  writes: true,
  target: projectTarget,
  async run(ctx, input, { project }) {
    const { authorId, at } = authorOf(ctx)
    const codeName = requireCodeName(input.codeName ?? codeNameOf(input.name))
    const variable = {
      id: newId(),
      projectId: project.id,
      name: input.name.trim(),
      codeName,
      type: input.type,
      defaultValue: input.defaultValue ?? null,
      authorId,
      createdAt: at,
    }
    if (!(await insertQueryVariable(ctx.tx, variable))) {
      const message = `This project has a variable "${codeName}" already`
      throw new AppError('conflict', message, { reason: 'name_taken', fields: [{ path: 'code_name', message }] })
    }
    ctx.record({ targetKind: 'query_variable', targetId: variable.id, before: null, after: { name: variable.name, codeName, type: variable.type } })
    const made = (await listQueryVariables(ctx.tx, project.id)).find(({ id }) => id === variable.id)
    if (made === undefined) throw new Error('a variable vanished inside its own transaction')
    return made
  },
})

/** `User ID` → `user_id`. */
const codeNameOf = (name: string): string =>
  name
    .trim()
    .replaceAll(/[^A-Za-z0-9\s_]/g, '')
    .replaceAll(/\s+/g, '_')
    .toLowerCase()

function requireCodeName(codeName: string): string {
  if (/^[A-Za-z_]\w{0,399}$/.test(codeName)) return codeName
  const message = 'A code name starts with a letter and has letters, digits and underscores'
  throw new AppError('invalid', message, { reason: 'code_name', fields: [{ path: 'code_name', message }] })
}
