import { GraphQLError, GraphQLScalarType, Kind, valueFromASTUntyped } from 'graphql'
import { isGrn } from '../wire/grn.ts'

/** Any JSON value. */
export const JsonScalar = new GraphQLScalarType({
  name: 'JSON',
  description: 'A JSON value of any shape. A `spec` is an object.',
  serialize: (value) => value,
  parseValue: (value) => value,
  parseLiteral: (node, variables) => valueFromASTUntyped(node, variables),
})

const readGrn = (value: unknown): string => {
  if (typeof value === 'string' && isGrn(value)) return value
  throw new GraphQLError('A GRN is needed: type:id, type:id:alias or type::alias, with one of the types m, sv, mtr, dsb, palette')
}

/** The name of a resource. */
export const GrnScalar = new GraphQLScalarType({
  name: 'GRN',
  description: 'The name of a resource, for good: `type:id`, `type:id:alias` or `type::alias`. Upper and lower case differ.',
  serialize: String,
  parseValue: readGrn,
  parseLiteral: (node) => readGrn(node.kind === Kind.STRING ? node.value : null),
})
