import { Alert, Anchor, Button, Code, Group, PasswordInput, Stack, Text, Textarea, TextInput, Title } from '@mantine/core'
import { IconPlayerPlay, IconPlayerStop } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isAborted } from '../../api/api-error.ts'
import { callApi, type ApiCallAnswer } from '../../api/api-docs.ts'
import { ErrorPanel } from '../../components/error-panel.tsx'
import { LinkTo } from '../../components/link-to.tsx'
import { paths } from '../../shell/paths.ts'
import { useShownProject } from '../../shell/use-shown-project.ts'
import { addressOf, missingOf, sampleOf, takesTokensOnly, type Operation } from './operations.ts'

type State = { kind: 'idle' } | { kind: 'running' } | { kind: 'answered'; answer: ApiCallAnswer } | { kind: 'failed'; error: unknown }

/** Characters of an answer that are shown. */
const shownCharacters = 100_000
/** A project of Hex is a notebook, and not the project that is open. */
const isProject = (name: string, { door }: Operation): boolean => door !== 'hex' && (name === 'projectUuid' || name === 'project_id')

/** Calls an operation as whoever is signed in, or by a token where nothing else counts. What it changes is changed. */
export function TryOperation({ operation }: { operation: Operation }) {
  const { t } = useTranslation()
  const projectUuid = useShownProject()
  const [said, setSaid] = useState<Readonly<Record<string, string>>>({})
  const schema = operation.requestBody?.content['application/json']?.schema
  const [body, setBody] = useState(() => (schema === undefined ? '' : JSON.stringify(sampleOf(schema), null, 2)))
  const [token, setToken] = useState('')
  const [state, setState] = useState<State>({ kind: 'idle' })
  const abort = useRef<AbortController | null>(null)
  const { parameters = [], method } = operation
  const given = Object.fromEntries(parameters.map(({ name }) => [name, said[name] ?? (isProject(name, operation) ? (projectUuid ?? '') : '')]))
  const missing = missingOf(operation, given)
  const isBodyReadable = schema === undefined || isJson(body)
  const needsToken = takesTokensOnly(operation)
  const isReady = missing.length === 0 && isBodyReadable && (!needsToken || token.trim() !== '')
  const takesBytes = operation.requestBody?.content['application/octet-stream'] !== undefined
  const call = async (): Promise<void> => {
    const own = new AbortController()
    abort.current = own
    setState({ kind: 'running' })
    try {
      const answer = await callApi(method, addressOf(operation, given), {
        body: schema === undefined ? null : body,
        token: needsToken ? token.trim() : null,
        signal: own.signal,
      })
      setState({ kind: 'answered', answer })
    } catch (error) {
      setState(isAborted(error) ? { kind: 'idle' } : { kind: 'failed', error })
    }
  }
  if (takesBytes) return null
  return (
    <section>
      <Title order={2} size="h5" mb="xs">
        {t('apiDocs.try')}
      </Title>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (isReady) void call()
        }}
      >
        <Stack gap="sm">
          {method !== 'GET' && (
            <Alert color="yellow" variant="light">
              {t('apiDocs.changes')}
            </Alert>
          )}
          {needsToken && (
            <PasswordInput
              size="xs"
              label={t('apiDocs.token')}
              description={
                <>
                  {t(operation.door === 'scim' ? 'apiDocs.tokenOfServiceAccount' : 'apiDocs.tokenOnly')}{' '}
                  {operation.door !== 'scim' && (
                    <Anchor component={LinkTo} href={paths.tokens()} size="xs" underline="always">
                      {t('endpoints.tokens')}
                    </Anchor>
                  )}
                </>
              }
              required
              autoComplete="off"
              maw={420}
              value={token}
              onChange={(event) => setToken(event.currentTarget.value)}
            />
          )}
          <Group gap="sm" align="end">
            {parameters.map(({ name, required }) => (
              <TextInput
                key={name}
                size="xs"
                label={name}
                required={required === true}
                value={given[name] ?? ''}
                onChange={(event) => setSaid({ ...said, [name]: event.currentTarget.value })}
              />
            ))}
          </Group>
          {schema !== undefined && (
            <Textarea
              label={t('apiDocs.body')}
              value={body}
              onChange={(event) => setBody(event.currentTarget.value)}
              error={isBodyReadable ? null : t('apiDocs.notJson')}
              autosize
              minRows={3}
              maxRows={20}
              spellCheck={false}
              styles={{ input: { fontFamily: 'monospace' } }}
            />
          )}
          <Group>
            {state.kind === 'running' ? (
              <Button variant="default" leftSection={<IconPlayerStop size={16} />} onClick={() => abort.current?.abort()}>
                {t('endpoints.stop')}
              </Button>
            ) : (
              <Button type="submit" leftSection={<IconPlayerPlay size={16} />} disabled={!isReady}>
                {t('apiDocs.send')}
              </Button>
            )}
          </Group>
        </Stack>
      </form>
      {state.kind === 'failed' && <ErrorPanel title={t('apiDocs.sendFailed')} error={state.error} onRetry={() => void call()} />}
      {state.kind === 'answered' && <Answer answer={state.answer} />}
    </section>
  )
}

function Answer({ answer: { status, headers, text, ms } }: { answer: ApiCallAnswer }) {
  const { t } = useTranslation()
  const shown = readable(text)
  return (
    <Stack gap="xs" mt="md">
      <Text size="sm" role="status" className="numbers">
        {t('apiDocs.answered', { status })} · {t('endpoints.ms', { count: Math.round(ms) })}
      </Text>
      <details>
        <summary>
          <Text span size="sm">
            {t('apiDocs.headers')}
          </Text>
        </summary>
        <Code block tabIndex={0}>
          {headers.map(([name, value]) => `${name}: ${value}`).join('\n')}
        </Code>
      </details>
      <Code block tabIndex={0} mah={480} style={{ overflow: 'auto' }}>
        {shown.slice(0, shownCharacters)}
      </Code>
      {shown.length > shownCharacters && (
        <Text size="xs" c="dimmed">
          {t('apiDocs.cut', { count: shownCharacters })}
        </Text>
      )}
    </Stack>
  )
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** JSON indented; anything else as it is. */
function readable(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}
