import type { FastifyRequest } from 'fastify'
import { expect, it } from 'vitest'
import { readUpload } from './upload.ts'

async function read(parts: readonly (readonly [string, string | File])[]): Promise<Readonly<Record<string, string>>> {
  const form = new FormData()
  for (const [name, value] of parts) form.append(name, value)
  const sent = new Response(form)
  const headers = { 'content-type': sent.headers.get('content-type') ?? '' }
  const { archive, fields } = await readUpload({ headers } as FastifyRequest, Buffer.from(await sent.arrayBuffer()))
  expect(archive.toString()).toBe('zipped')
  return fields
}
const file = ['whatever', new File(['zipped'], 'models.zip')] as const

it('what is said beside an archive stands in fields of their own or in one with JSON: nothing is kept that was only to be tried', async () => {
  expect(await read([file, ['dryRun', 'true'], ['verbose', 'false']])).toEqual({ dryRun: 'true', verbose: 'false' })
  expect(await read([['options', '{"dryRun": true, "verbose": "False"}'], file])).toEqual({ dryRun: 'true', verbose: 'False' })
})

it('a field with JSON that says nothing is refused', async () => {
  for (const wrong of ['{"dryRun": tru', '{"dryRun": {}}']) {
    await expect(read([file, ['options', wrong]])).rejects.toMatchObject({ code: 'invalid', details: { reason: 'form' } })
  }
})
