import type { VariableType } from '@atrium/documents'
import { requiredVariables, type EndpointDescription } from '../../../../domain/endpoints/describe-endpoints.ts'
import { variablesOf } from '../../../../domain/endpoints/variables-of.ts'
import type { EndpointPlace } from '../endpoint.ts'
import { cellKind, type CellKind } from './cell-kind.ts'
import { clientRuntime } from './typescript-runtime.ts'
import { typeNames } from './type-names.ts'

/**
 * A TypeScript module that calls the endpoints of a project, one function for each, with their variables and rows typed as
 * they are at their newest versions. It needs nothing but `fetch`.
 */
export function typescriptClient(described: readonly EndpointDescription[], place: EndpointPlace & { name: string }): string {
  const names = typeNames(described.map(({ endpoint }) => endpoint.slug))
  const named = described.map((one) => ({ one, type: names.get(one.endpoint.slug) ?? '' }))
  const head = [
    `// The endpoints of ${oneLine(place.name)}, each as it is at its newest version: that one is called unless another is named.`,
    `// Fetch it again when an endpoint changes: ${place.siteUrl}/api/projects/${place.number}/endpoints/client.ts`,
  ]
  return [
    ...head,
    '',
    clientRuntime(place.siteUrl, place.number),
    ...named.map(({ one, type }) => typesOf(one, type)),
    '/** Calls the endpoints of this project with the rights of whoever the token is of. */',
    'export const createClient = (options: ClientOptions) => ({',
    ...named.map(({ one, type }) => functionOf(one, type)),
    '})',
    '',
  ].join('\n')
}

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ')
/** Of people: it must not end the comment. */
const comment = (text: string): string => oneLine(text).replaceAll('*/', '* /')
const key = (name: string): string => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name))

const variableTypes: Record<VariableType, string> = {
  string: 'string',
  number: 'number',
  boolean: 'boolean',
  date: 'string',
  list: 'readonly (string | number | boolean)[]',
}

function typesOf(described: EndpointDescription, type: string): string {
  const required = requiredVariables(described)
  const variables = variablesOf(described.version.query).map((variable) => {
    const isRequired = required.has(variable.name)
    const day = variable.type === 'date' ? '  /** YYYY-MM-DD */\n' : ''
    return `${day}  ${key(variable.name)}${isRequired ? '' : '?'}: ${variableTypes[variable.type]} | null`
  })
  const columns =
    described.version.query.kind === 'insight'
      ? undefined
      : described.contract?.columns.map((column) => `  ${key(column.name)}: ${cellTypes[cellKind(column)]}`)
  return [
    variables.length === 0 ? `export type ${type}Variables = Record<string, never>` : `export type ${type}Variables = {\n${variables.join('\n')}\n}`,
    columns === undefined ? `export type ${type}Row = Record<string, unknown>` : `export type ${type}Row = {\n${columns.join('\n')}\n}`,
    '',
  ].join('\n')
}

const cellTypes: Record<CellKind, string> = {
  number: 'number | null',
  digits: 'number | string | null',
  boolean: 'boolean | null',
  text: 'string | null',
  any: 'unknown',
}

function functionOf(described: EndpointDescription, type: string): string {
  const { endpoint, version } = described
  const isOptional = requiredVariables(described).size === 0
  const about = version.settings.description === '' ? [] : [`  /** ${comment(version.settings.description)} */`]
  return [
    ...about,
    `  ${key(endpoint.slug)}: (variables: ${type}Variables${isOptional ? ' = {}' : ''}, run: RunOptions = {}): Promise<Answer<${type}Row>> =>`,
    `    call<${type}Row>(options, ${JSON.stringify(endpoint.slug)}, variables, { version: ${version.number}, ...run }),`,
  ].join('\n')
}
