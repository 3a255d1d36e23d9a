import { namedId } from '../../../platform/ids.ts'

export type GrnType = 'm' | 'sv' | 'mtr' | 'dsb'

const shape = /^(m|sv|mtr|dsb|palette):([\w-]*)(?::([\w-]+)?)?$/

/** Whether a text names a resource: `type:id`, `type:id:alias` or `type::alias`. */
export function isGrn(text: string): boolean {
  const [, , id, alias] = shape.exec(text) ?? []
  return (id !== undefined && id !== '') || alias !== undefined
}

/** Signs that an alias may not have become an underscore. */
export const aliasOf = (name: string): string => name.replaceAll(/[^\w-]/g, '_')

export const grnOf = (type: GrnType, id: string, name: string): string => `${type}:${id}:${aliasOf(name)}`

/** Of what has no id but its name in the project: the same name, the same id. */
export const namedGrn = (type: GrnType, projectId: string, name: string): string => grnOf(type, namedId(projectId, type, name), name)
