import { createHash } from 'node:crypto'
import type { Stub, StubAnswer, StubRequest } from './stub-server.ts'

export type StubSheet = { title: string; rowCount: number; columnCount: number; rows: unknown[][]; writes: number }

/** Google as far as Atrium speaks to it: one OAuth client, people who agree, and their sheets. */
export type GoogleStub = {
  stub: Stub
  clientId: string
  clientSecret: string
  /** Who is asked next, and whether they let files be made. Null: they say no. */
  next: { email: string; scope: string } | null
  sheets: Map<string, StubSheet>
  revoked: string[]
  /** Set: from this row on nothing is written. */
  failsFromRow: number | null
}

export const fileScope = 'https://www.googleapis.com/auth/drive.file'

export function googleStub(): GoogleStub {
  const codes = new Map<string, { challenge: string; redirectUri: string; email: string; scope: string }>()
  const [refreshTokens, accessTokens] = [new Map<string, string>(), new Map<string, string>()]
  let made = 0
  const state: GoogleStub = {
    stub: answer,
    clientId: 'stub.apps.googleusercontent.com',
    clientSecret: 'the-client-secret-at-google',
    next: { email: 'ada@gmail.example', scope: `openid email ${fileScope}` },
    sheets: new Map(),
    revoked: [],
    failsFromRow: null,
  }
  return state

  function answer(request: StubRequest): StubAnswer | null {
    const { method, path } = request
    if (method === 'GET' && path === '/o/oauth2/v2/auth') return consent(request)
    if (method === 'POST' && path === '/token') return token(request)
    if (method === 'POST' && path === '/revoke') {
      state.revoked.push(request.form.get('token') ?? '')
      return { json: {} }
    }
    const email = accessTokens.get(request.bearer)
    if (email === undefined) return { status: 401, json: { error: { code: 401, message: 'Request had invalid authentication credentials.' } } }
    if (method === 'GET' && path === '/v1/userinfo') return { json: { sub: email, email } }
    return onSheets(request)
  }

  function consent({ query }: StubRequest): StubAnswer {
    const back = new URL(query.get('redirect_uri') ?? 'http://nowhere.invalid')
    back.searchParams.set('state', query.get('state') ?? '')
    const isRight =
      query.get('client_id') === state.clientId &&
      query.get('response_type') === 'code' &&
      query.get('access_type') === 'offline' &&
      query.get('code_challenge_method') === 'S256'
    if (!isRight) return { status: 400, json: { error: 'invalid_request' } }
    if (state.next === null) back.searchParams.set('error', 'access_denied')
    else {
      const code = `4/code-${++made}`
      codes.set(code, { challenge: query.get('code_challenge') ?? '', redirectUri: query.get('redirect_uri') ?? '', ...state.next })
      back.searchParams.set('code', code)
    }
    return { status: 302, headers: { location: back.href } }
  }

  function token({ form }: StubRequest): StubAnswer {
    if (form.get('client_id') !== state.clientId || form.get('client_secret') !== state.clientSecret) return { status: 401, json: { error: 'invalid_client' } }
    const access = (email: string): string => {
      const one = `ya29.access-${++made}`
      accessTokens.set(one, email)
      return one
    }
    if (form.get('grant_type') === 'refresh_token') {
      const refreshToken = form.get('refresh_token') ?? ''
      const email = refreshTokens.get(refreshToken)
      if (email === undefined || state.revoked.includes(refreshToken)) return { status: 400, json: { error: 'invalid_grant' } }
      return { json: { access_token: access(email), expires_in: 3599, scope: fileScope, token_type: 'Bearer' } }
    }
    const code = codes.get(form.get('code') ?? '')
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url')
    if (code === undefined || code.challenge !== challenge || code.redirectUri !== form.get('redirect_uri'))
      return { status: 400, json: { error: 'invalid_grant' } }
    codes.delete(form.get('code') ?? '')
    const refreshToken = `1//refresh-${++made}`
    refreshTokens.set(refreshToken, code.email)
    return { json: { access_token: access(code.email), refresh_token: refreshToken, expires_in: 3599, scope: code.scope, token_type: 'Bearer' } }
  }

  function onSheets({ method, path, query, json }: StubRequest): StubAnswer | null {
    if (method === 'POST' && path === '/v4/spreadsheets') {
      const { properties, sheets } = json as {
        properties: { title: string }
        sheets: { properties: { title: string; gridProperties: { rowCount: number; columnCount: number } } }[]
      }
      const id = `sheet-${++made}`
      const { rowCount = 0, columnCount = 0 } = sheets[0]?.properties.gridProperties ?? {}
      state.sheets.set(id, { title: properties.title, rowCount, columnCount, rows: [], writes: 0 })
      return { json: { spreadsheetId: id, spreadsheetUrl: `https://docs.google.example/spreadsheets/d/${id}/edit` } }
    }
    const [, file] = /^\/drive\/v3\/files\/([\w-]+)$/.exec(path) ?? []
    if (method === 'DELETE' && file !== undefined)
      return state.sheets.delete(file) ? { status: 204 } : { status: 404, json: { error: { message: 'File not found' } } }
    const [, id, range] = /^\/v4\/spreadsheets\/([\w-]+)\/values\/(.+)$/.exec(decodeURIComponent(path)) ?? []
    const sheet = state.sheets.get(id ?? '')
    if (method !== 'PUT' || sheet === undefined) return null
    const from = Number(/^Data!A(\d+)$/.exec(range ?? '')?.[1] ?? 'NaN')
    const values = json['values'] as unknown[][]
    const fits = from >= 1 && from + values.length - 1 <= sheet.rowCount && values.every((row) => row.length <= sheet.columnCount)
    if (query.get('valueInputOption') !== 'RAW' || json['range'] !== range || json['majorDimension'] !== 'ROWS' || !fits) {
      return { status: 400, json: { error: { message: `Range ${range} exceeds grid limits` } } }
    }
    if (state.failsFromRow !== null && from + values.length > state.failsFromRow)
      return { status: 403, json: { error: { message: 'The caller does not have permission' } } }
    for (const [index, row] of values.entries()) sheet.rows[from - 1 + index] = row
    sheet.writes += 1
    return { json: { updatedRows: values.length } }
  }
}
