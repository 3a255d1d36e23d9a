import { z } from 'zod'
import { AppError } from '../../platform/errors.ts'
import { createAskService, understood, type AskService } from '../../platform/net/ask-service.ts'
import type { Outbound } from '../../platform/net/outbound.ts'
import type { GooglePlaces } from './google-places.ts'

export type SheetCell = string | number | boolean | null
export type NewSheet = { id: string; url: string }

/** Google Sheets as one person. */
export type GoogleSheets = {
  create(title: string, size: { rows: number; columns: number }): Promise<NewSheet>
  /** Writes rows from this row on (1 is the first). Texts stay texts: nothing is taken for a formula. */
  write(sheetId: string, fromRow: number, rows: readonly (readonly SheetCell[])[]): Promise<void>
  remove(sheetId: string): Promise<void>
}

const created = z.object({ spreadsheetId: z.string().regex(/^[\w-]+$/), spreadsheetUrl: z.url({ protocol: /^https?$/ }) })
const tab = 'Data'

export function createGoogleSheets(outbound: Outbound, places: GooglePlaces, accessToken: string): GoogleSheets {
  const ask = createAskService(outbound, 'Google')
  const call = async (url: string, request: Omit<Parameters<AskService>[1], 'headers'>): Promise<unknown> => {
    const { status, headers, body } = await ask(url, { ...request, headers: { authorization: `Bearer ${accessToken}` } })
    if (status < 300) return body
    throw sheetsRefusal(status, headers, body)
  }
  return {
    async create(title, { rows, columns }) {
      const gridProperties = { rowCount: Math.max(1, rows), columnCount: Math.max(1, columns), frozenRowCount: rows > 1 ? 1 : 0 }
      const json = { properties: { title }, sheets: [{ properties: { title: tab, gridProperties } }] }
      const { spreadsheetId, spreadsheetUrl } = understood(created, await call(places.sheets, { method: 'POST', json }), 'Google')
      return { id: spreadsheetId, url: spreadsheetUrl }
    },
    async write(sheetId, fromRow, rows) {
      const range = `${tab}!A${fromRow}`
      const json = { range, majorDimension: 'ROWS', values: rows.map((row) => row.map((cell) => cell ?? '')) }
      await call(`${places.sheets}/${sheetId}/values/${encodeURIComponent(range)}?valueInputOption=RAW`, { method: 'PUT', json })
    },
    async remove(sheetId) {
      await call(`${places.files}/${sheetId}`, { method: 'DELETE' })
    },
  }
}

const problem = z.object({ error: z.object({ message: z.string() }) })

function sheetsRefusal(status: number, headers: Headers, body: unknown): AppError {
  if (status === 429) {
    const retryAfterSeconds = Number(headers.get('retry-after') ?? '60')
    return new AppError('limit_exceeded', `Google is asked too often. Try again in ${retryAfterSeconds} seconds.`, { reason: 'google', retryAfterSeconds })
  }
  if (status >= 500) return new AppError('unavailable', `Google has a problem of its own (${status}). Try again in a minute.`, { reason: 'service_away' })
  const said = problem.safeParse(body)
  const words = said.success ? `: ${said.data.error.message.slice(0, 300)}` : ''
  return new AppError(
    'invalid',
    `Google refuses this (${status}${words}). Check that the Google Sheets API and the Google Drive API are switched on for the client, and link your account again.`,
    {
      reason: 'google',
    },
  )
}
