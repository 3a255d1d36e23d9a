import type { Stub, StubAnswer, StubRequest } from './stub-server.ts'

/** Slack as far as Atrium speaks to it: a workspace of 450 channels, and one bot. */
export type SlackStub = {
  stub: Stub
  token: string
  /** Set: every call is put off by this many seconds. */ pauseSeconds: number | null
  /** What the bot said; `file`: with one below it. */ said: { channel: string; text: string; file?: { name: string; alt: string; isPng: boolean } }[]
  /** Whether the bot has the permission to put files there. */ mayUpload: boolean
}

const pageSize = 200

export function slackStub(): SlackStub {
  const channels = [
    { id: 'C0', name: 'general' },
    ...Array.from({ length: 449 }, (_, index) => ({ id: `C${index + 1}`, name: `team-${String(index + 1).padStart(3, '0')}` })),
  ]
  const state: SlackStub = { stub: answer, token: 'xoxb-of-the-tests-0123456789', pauseSeconds: null, said: [], mayUpload: true }
  const uploads = new Map<string, { name: string; alt: string; length: number; isPng: boolean }>()
  return state

  function answer({ method, path, headers, bearer, form, text }: StubRequest): StubAnswer | null {
    if (state.pauseSeconds !== null) return { status: 429, headers: { 'retry-after': String(state.pauseSeconds) }, json: { ok: false, error: 'ratelimited' } }
    const upload = uploads.get(/^\/upload\/(F\d+)$/.exec(path)?.[1] ?? '')
    if (upload !== undefined) {
      // The token is for its own API alone.
      if (bearer !== '' || Number(headers['content-length']) !== upload.length) return { status: 400 }
      upload.isPng = text.slice(1, 4) === 'PNG'
      return { status: 200 }
    }
    if (method !== 'POST' || headers['content-type'] !== 'application/x-www-form-urlencoded') return { json: { ok: false, error: 'invalid_form_data' } }
    if (bearer !== state.token) return { json: { ok: false, error: 'invalid_auth' } }
    if (path === '/api/auth.test') return { json: { ok: true, team: 'Shop', team_id: 'T1', user: 'atrium', user_id: 'U1', bot_id: 'B1' } }
    if (path === '/api/chat.postMessage') {
      const said = { channel: form.get('channel') ?? '', text: form.get('text') ?? '' }
      if (!channels.some(({ id }) => id === said.channel)) return { json: { ok: false, error: 'channel_not_found' } }
      state.said.push(said)
      return { json: { ok: true, channel: said.channel, ts: '1.2' } }
    }
    if (path.startsWith('/api/files.') && !state.mayUpload) return { json: { ok: false, error: 'missing_scope', needed: 'files:write' } }
    if (path === '/api/files.getUploadURLExternal') {
      const id = `F${uploads.size + 1}`
      uploads.set(id, { name: form.get('filename') ?? '', alt: form.get('alt_txt') ?? '', length: Number(form.get('length')), isPng: false })
      return { json: { ok: true, upload_url: `http://${headers.host}/slack/upload/${id}`, file_id: id } }
    }
    if (path === '/api/files.completeUploadExternal') {
      const [{ id }] = JSON.parse(form.get('files') ?? '[{}]') as [{ id: string }]
      const channel = form.get('channel_id') ?? ''
      const put = uploads.get(id)
      if (put === undefined || !channels.some((one) => one.id === channel)) return { json: { ok: false, error: 'channel_not_found' } }
      state.said.push({ channel, text: form.get('initial_comment') ?? '', file: { name: put.name, alt: put.alt, isPng: put.isPng } })
      return { json: { ok: true, files: [{ id }] } }
    }
    if (path !== '/api/conversations.list') return { json: { ok: false, error: 'unknown_method' } }
    if (form.get('exclude_archived') !== 'true' || form.get('types') !== 'public_channel,private_channel')
      return { json: { ok: false, error: 'invalid_types' } }
    const from = form.get('cursor') === null ? 0 : Number(Buffer.from(form.get('cursor') ?? '', 'base64').toString('utf8'))
    const to = from + Math.min(pageSize, Number(form.get('limit')))
    const next = to < channels.length ? Buffer.from(String(to)).toString('base64') : ''
    return { json: { ok: true, channels: channels.slice(from, to).map((one) => ({ ...one, is_channel: true })), response_metadata: { next_cursor: next } } }
  }
}
