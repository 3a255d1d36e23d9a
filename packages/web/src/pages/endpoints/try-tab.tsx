import { Button, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core'
import { IconPlayerPlay, IconPlayerStop } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isAborted } from '../../api/api-error.ts'
import { runEndpoint, type Endpoint, type EndpointAnswer, type EndpointVariable } from '../../api/endpoints.ts'
import { Ago } from '../../components/ago.tsx'
import { ErrorPanel } from '../../components/error-panel.tsx'
import { AnswerGrid } from './answer-grid.tsx'
import { InsightAnswer } from './insight/insight-answer.tsx'
import { readWords } from './insight/insight-words.ts'
import { givenValue, valueText } from './variable-wishes.ts'

const refreshModes = ['blocking', 'force_blocking', 'force_cache'] as const
const shownRows = 500

type State =
  | { kind: 'idle' }
  | { kind: 'running' }
  | { kind: 'answered'; answer: EndpointAnswer; /** Of an insight: what was asked. */ words: string | null; ms: number }
  | { kind: 'failed'; error: unknown }

/** Calls the endpoint as a program would, as whoever looks at it. */
export function TryTab({ projectUuid, endpoint }: { projectUuid: string; endpoint: Endpoint }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [version, setVersion] = useState(endpoint.version)
  const [mode, setMode] = useState<(typeof refreshModes)[number]>('blocking')
  const [given, setGiven] = useState<Readonly<Record<string, string>>>({})
  const [state, setState] = useState<State>({ kind: 'idle' })
  const abort = useRef<AbortController | null>(null)
  const query = endpoint.versions.find(({ number }) => number === version)?.query
  const variables = query?.variables ?? []
  const call = async (): Promise<void> => {
    abort.current = new AbortController()
    setState({ kind: 'running' })
    const started = performance.now()
    try {
      const body = { variables: filled(variables, given), version, refresh: mode, ...(query?.kind === 'insight' ? {} : { limit: shownRows }) }
      const answer = await runEndpoint(projectUuid, endpoint.name, body, abort.current.signal)
      setState({ kind: 'answered', answer, words: query?.kind === 'insight' ? query.text : null, ms: performance.now() - started })
    } catch (error) {
      setState(isAborted(error) ? { kind: 'idle' } : { kind: 'failed', error })
    }
    await queryClient.invalidateQueries({ queryKey: ['endpoints', projectUuid, endpoint.name, 'callers'] })
  }
  return (
    <Stack gap="md">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void call()
        }}
      >
        <Group gap="sm" align="end" wrap="wrap">
          {variables.map(({ id, name, type, value }) => (
            <TextInput
              key={id}
              label={`${name} (${t(`endpoints.types.${type}`)})`}
              placeholder={valueText(value)}
              value={given[name] ?? ''}
              onChange={(event) => setGiven({ ...given, [name]: event.currentTarget.value })}
            />
          ))}
          <NativeSelect
            label={t('endpoints.version')}
            value={String(version)}
            onChange={(event) => setVersion(Number(event.currentTarget.value))}
            data={endpoint.versions.map(({ number }) => String(number))}
          />
          <NativeSelect
            label={t('endpoints.refresh')}
            value={mode}
            onChange={(event) => setMode(event.currentTarget.value as (typeof refreshModes)[number])}
            data={refreshModes.map((value) => ({ value, label: t(`endpoints.refreshModes.${value}`) }))}
          />
          {state.kind === 'running' ? (
            <Button variant="default" leftSection={<IconPlayerStop size={16} />} onClick={() => abort.current?.abort()}>
              {t('endpoints.stop')}
            </Button>
          ) : (
            <Button type="submit" leftSection={<IconPlayerPlay size={16} />}>
              {t('endpoints.run')}
            </Button>
          )}
        </Group>
      </form>
      {state.kind === 'failed' && <ErrorPanel title={t('endpoints.runFailed')} error={state.error} onRetry={() => void call()} />}
      {state.kind === 'answered' && <Answer answer={state.answer} words={state.words} ms={state.ms} />}
    </Stack>
  )
}

const filled = (variables: readonly EndpointVariable[], given: Readonly<Record<string, string>>): Record<string, unknown> =>
  Object.fromEntries(variables.flatMap(({ name, type }) => (given[name] ? [[name, givenValue(type, given[name])]] : [])))

function Answer({ answer, words, ms }: { answer: EndpointAnswer; words: string | null; ms: number }) {
  const { t } = useTranslation()
  const { results: given, columns = [], types = [] } = answer
  const insight = useMemo(() => (words === null ? null : readWords(words)), [words])
  if (given === undefined) return <Text role="status">{t('endpoints.nothingKept')}</Text>
  const results = Array.isArray(given) ? (given as unknown[][]) : []
  return (
    <div>
      <Text size="xs" c="dimmed" mb={6} role="status" className="numbers">
        {insight === null && `${t('endpoints.rows', { count: results.length })} · `}
        {t('endpoints.ms', { count: Math.round(ms) })} · {t('endpoints.versionNumber', { number: answer.endpoint_version })} ·{' '}
        {answer.last_refresh !== undefined && (
          <>
            {t('results.asOf')} <Ago at={answer.last_refresh} />
          </>
        )}
        {answer.is_cached === true && ` · ${t('results.cached')}`}
        {answer.hasMore === true && ` · ${t('endpoints.moreRows', { count: shownRows })}`}
      </Text>
      {insight !== null && 'words' in insight ? (
        <InsightAnswer words={insight.words} results={given} />
      ) : (
        <AnswerGrid label={t('endpoints.tabs.try')} columns={columns} types={types.map(([, type]) => type)} rows={results} />
      )}
    </div>
  )
}
