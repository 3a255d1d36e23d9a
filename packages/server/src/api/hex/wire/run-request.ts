import type { WrongInputs } from '../../../domain/apps/runs/types.ts'

/** Values that inputs do not take, as the format lists them. */
export const toInvalidParams = ({ wrong, unknown }: WrongInputs): object => ({
  invalid: wrong.map(({ name, dataType, type, value }) => ({
    dataType,
    inputCellType: type,
    paramValue: JSON.stringify(value) ?? 'undefined',
    paramName: name,
  })),
  notFound: unknown.map(({ name }) => name),
})
