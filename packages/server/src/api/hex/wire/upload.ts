import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { AppError } from '../../../platform/errors.ts'

/** What was sent: an archive, and what forms say beside it. */
export type Upload = { fileName: string; archive: Buffer; fields: Readonly<Record<string, string>> }

/**
 * Reads a body that is the archive itself, or a form with one file, whatever its field is called; what is said beside it stands in
 * fields of its own or in one with JSON. Throws `invalid`.
 */
export async function readUpload(request: FastifyRequest, body: Buffer): Promise<Upload> {
  const type = request.headers['content-type'] ?? ''
  if (!/^multipart\/form-data\b/i.test(type)) return { fileName: 'models.zip', archive: body, fields: {} }
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData().catch((cause: unknown) => {
    throw new AppError('invalid', 'The form cannot be read. Send the archive as the one file of multipart/form-data.', { reason: 'form' }, { cause })
  })
  const files: File[] = []
  const fields: Record<string, string> = {}
  for (const [name, value] of form) {
    if (typeof value === 'string') Object.assign(fields, value.startsWith('{') ? readObject(name, value) : { [name]: value })
    else files.push(value)
  }
  const [file] = files
  if (file === undefined || files.length > 1) throw new AppError('invalid', 'Send one file: the ZIP archive of the models', { reason: 'models_no_archive' })
  return { fileName: file.name === '' ? 'models.zip' : file.name.slice(0, 200), archive: Buffer.from(await file.arrayBuffer()), fields }
}

const saidInJson = z.record(z.string(), z.union([z.string(), z.boolean()]).transform(String))

function readObject(name: string, text: string): Record<string, string> {
  try {
    return saidInJson.parse(JSON.parse(text))
  } catch (cause) {
    throw new AppError('invalid', `The field "${name.slice(0, 100)}" of the form is no JSON object of yes and no`, { reason: 'form' }, { cause })
  }
}
