import { createHash, createPublicKey, generateKeyPairSync, verify } from 'node:crypto'
import type { Stub, StubAnswer, StubRequest } from './stub-server.ts'

type Commit = { tree: string; parents: string[]; message: string }

/** GitHub as far as Atrium speaks to it: one app, installed once, one token, and one repository `shop/models` with a branch `main`. */
export type GithubStub = {
  stub: Stub
  appId: string
  privateKey: string
  clientId: string
  clientSecret: string
  installationId: number
  /** Codes that GitHub gave out, and the installations of whoever has them. */
  codes: Map<string, number[]>
  isInstalled: boolean
  token: string
  /** Files at the head of a branch. */
  filesOf(branch: string): Map<string, string>
  branches: Map<string, string>
  commits: Map<string, Commit>
  pulls: { title: string; body: string; head: string; base: string }[]
  /** Where people are sent once they have installed the app; null: nowhere. */
  setupUrl: string | null
  /** Set: pull requests are refused with this message. */
  refusesPulls: string | null
}

const notFound: StubAnswer = { status: 404, json: { message: 'Not Found' } }
const unauthorized: StubAnswer = { status: 401, json: { message: 'Bad credentials' } }

export function githubStub(files: Record<string, string>): GithubStub {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const trees = new Map<string, Map<string, string>>()
  const installationTokens = new Map<string, string[] | null>()
  const people = new Map<string, number[]>()
  let made = 0
  const sha = (): string => createHash('sha1').update(`object ${++made}`).digest('hex')
  const firstTree = sha()
  const firstCommit = sha()
  trees.set(firstTree, new Map(Object.entries(files)))

  const state: GithubStub = {
    stub: answer,
    appId: '4242',
    privateKey: String(privateKey.export({ type: 'pkcs1', format: 'pem' })),
    clientId: 'Iv1.stub',
    clientSecret: 'the-client-secret-of-the-app',
    installationId: 77,
    codes: new Map(),
    isInstalled: true,
    token: 'github_pat_of_the_tests_0123456789',
    filesOf: (branch) => trees.get(state.commits.get(state.branches.get(branch) ?? '')?.tree ?? '') ?? new Map(),
    branches: new Map([['main', firstCommit]]),
    commits: new Map([[firstCommit, { tree: firstTree, parents: [], message: 'First' }]]),
    pulls: [],
    setupUrl: null,
    refusesPulls: null,
  }
  return state

  function answer(request: StubRequest): StubAnswer | null {
    if (request.path === '/login/oauth/access_token') return exchange(request)
    if (request.path === '/github-apps/shop-atrium/installations/new' && state.setupUrl !== null) {
      state.isInstalled = true
      const query = new URLSearchParams({ state: request.query.get('state') ?? '', installation_id: String(state.installationId), setup_action: 'install' })
      return { status: 302, headers: { location: `${state.setupUrl}?${query}` } }
    }
    if (!request.path.startsWith('/api/v3/')) return null
    // As GitHub does: without a program's name nothing is answered.
    if (request.headers['user-agent'] === undefined) return { status: 403, json: { message: 'Request forbidden by administrative rules.' } }
    if (request.headers['x-github-api-version'] !== '2022-11-28' || request.headers.accept !== 'application/vnd.github+json') {
      return { status: 400, json: { message: 'The tests expect a version of the API and its media type' } }
    }
    const path = request.path.slice('/api/v3'.length)
    if (path === '/app' || path.startsWith('/app/')) return isApp(request.bearer) ? asApp(request, path) : unauthorized
    if (path === '/user/installations') {
      const own = people.get(request.bearer)
      return own === undefined ? unauthorized : { json: { total_count: own.length, installations: own.map((id) => ({ id })) } }
    }
    if (request.bearer === state.token) {
      if (path === '/user') return { json: { login: 'ada' } }
      if (path === '/user/repos') return { json: repositories(request) }
    } else if (!installationTokens.has(request.bearer) || !state.isInstalled) return unauthorized
    if (path === '/installation/repositories') return { json: { total_count: 60, repositories: repositories(request) } }
    const [, repository, rest] = /^\/repos\/([^/]+\/[^/]+)\/(.+)$/.exec(path) ?? []
    if (repository !== 'shop/models' || rest === undefined) return notFound
    const narrowed = installationTokens.get(request.bearer)
    if (narrowed !== null && narrowed !== undefined && !narrowed.includes('models')) return notFound
    return inRepository(request, rest)
  }

  function exchange({ method, form, headers }: StubRequest): StubAnswer {
    if (method !== 'POST' || headers.accept !== 'application/json') return { status: 400, json: { error: 'the tests expect JSON to be asked for' } }
    const own = state.codes.get(form.get('code') ?? '')
    if (form.get('client_id') !== state.clientId || form.get('client_secret') !== state.clientSecret) return { json: { error: 'incorrect_client_credentials' } }
    if (own === undefined) return { json: { error: 'bad_verification_code' } }
    state.codes.delete(form.get('code') ?? '')
    const token = `ghu_${sha()}`
    people.set(token, own)
    return { json: { access_token: token, token_type: 'bearer' } }
  }

  function isApp(jwt: string): boolean {
    const [head = '', body = '', signature = ''] = jwt.split('.')
    if (
      !verify(
        'RSA-SHA256',
        Buffer.from(`${head}.${body}`),
        createPublicKey(publicKey.export({ type: 'spki', format: 'pem' })),
        Buffer.from(signature, 'base64url'),
      )
    )
      return false
    const { iss, iat, exp } = JSON.parse(Buffer.from(body, 'base64url').toString('utf8')) as { iss: string; iat: number; exp: number }
    const now = Date.now() / 1000
    return iss === state.appId && iat <= now && exp > now && exp <= now + 600
  }

  function asApp({ method, json }: StubRequest, path: string): StubAnswer {
    if (path === '/app') return { json: { id: 4242, slug: 'shop-atrium', name: 'Shop Atrium' } }
    const own = `/app/installations/${state.installationId}`
    if (!state.isInstalled || !path.startsWith(own)) return notFound
    if (method === 'GET' && path === own) return { json: { id: state.installationId, account: { login: 'shop' } } }
    if (method === 'DELETE' && path === own) {
      state.isInstalled = false
      return { status: 204 }
    }
    if (method !== 'POST' || path !== `${own}/access_tokens`) return notFound
    const token = `ghs_${sha()}`
    installationTokens.set(token, Array.isArray(json['repositories']) ? (json['repositories'] as string[]) : null)
    return { status: 201, json: { token, expires_at: new Date(Date.now() + 3_600_000).toISOString() } }
  }

  function repositories({ query }: StubRequest): unknown[] {
    const [perPage, page] = [Number(query.get('per_page')), Number(query.get('page'))]
    const names = ['models', ...Array.from({ length: 59 }, (_, index) => `other-${index + 1}`)]
    return names
      .slice((page - 1) * perPage, page * perPage)
      .map((name) => ({ id: 1, name, full_name: `shop/${name}`, default_branch: 'main', private: true, owner: { login: 'shop', type: 'Organization' } }))
  }

  function inRepository({ method, query, json }: StubRequest, rest: string): StubAnswer {
    const path = decodeURIComponent(rest)
    if (method === 'GET' && path.startsWith('git/ref/heads/')) {
      const head = state.branches.get(path.slice('git/ref/heads/'.length))
      return head === undefined ? notFound : { json: { ref: path, object: { type: 'commit', sha: head } } }
    }
    if (method === 'GET' && path.startsWith('contents/')) {
      const text = trees.get(state.commits.get(query.get('ref') ?? '')?.tree ?? '')?.get(path.slice('contents/'.length))
      // In lines, as GitHub sends it.
      const content = Buffer.from(text ?? '')
        .toString('base64')
        .replaceAll(/(.{60})/g, '$1\n')
      return text === undefined ? notFound : { json: { type: 'file', encoding: 'base64', size: text.length, content } }
    }
    if (method === 'GET' && path.startsWith('git/commits/')) {
      const found = state.commits.get(path.slice('git/commits/'.length))
      return found === undefined ? notFound : { json: { tree: { sha: found.tree }, message: found.message } }
    }
    if (method === 'POST' && path === 'git/trees') {
      const base = trees.get(String(json['base_tree']))
      const entries = json['tree'] as { path: string; mode: string; type: string; content: string }[]
      if (base === undefined || entries.some(({ mode, type }) => mode !== '100644' || type !== 'blob'))
        return { status: 422, json: { message: 'Invalid tree' } }
      const id = sha()
      trees.set(id, new Map([...base, ...entries.map((entry): [string, string] => [entry.path, entry.content])]))
      return { status: 201, json: { sha: id } }
    }
    if (method === 'POST' && path === 'git/commits') {
      const id = sha()
      state.commits.set(id, { tree: String(json['tree']), parents: json['parents'] as string[], message: String(json['message']) })
      return { status: 201, json: { sha: id } }
    }
    if (method === 'POST' && path === 'git/refs') {
      const branch = String(json['ref']).replace(/^refs\/heads\//, '')
      if (state.branches.has(branch)) return { status: 422, json: { message: 'Reference already exists' } }
      state.branches.set(branch, String(json['sha']))
      return { status: 201, json: { ref: json['ref'] } }
    }
    if (method === 'DELETE' && path.startsWith('git/refs/heads/')) return { status: state.branches.delete(path.slice('git/refs/heads/'.length)) ? 204 : 422 }
    if (method === 'POST' && path === 'pulls') {
      if (state.refusesPulls !== null) return { status: 422, json: { message: 'Validation Failed', errors: [{ message: state.refusesPulls }] } }
      const pull = { title: String(json['title']), body: String(json['body']), head: String(json['head']), base: String(json['base']) }
      if (!state.branches.has(pull.head) || !state.branches.has(pull.base)) return { status: 422, json: { message: 'Validation Failed' } }
      state.pulls.push(pull)
      return { status: 201, json: { number: state.pulls.length, title: pull.title, html_url: `https://github.example/shop/models/pull/${state.pulls.length}` } }
    }
    return notFound
  }
}
