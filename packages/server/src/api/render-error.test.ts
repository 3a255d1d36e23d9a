import { expect, it } from 'vitest'
import { refusal } from '../access/operation.ts'
import { AppError } from '../platform/errors.ts'
import { renderError } from './render-error.ts'

const dataOf = (error: AppError): object => renderError(error, { id: 'request' }).body.error.data

it('pages hear the reason of a refusal and what its sentence is made of, but never which rule said no', () => {
  const taken = new AppError('conflict', 'There is a view "Mine" already.', { reason: 'view_name_taken', params: { name: 'Mine' } })
  expect(dataOf(taken)).toEqual({ reason: 'view_name_taken', params: { name: 'Mine' } })
  expect(dataOf(refusal({ allowed: false, because: 'space_access' }))).toEqual({})
})
