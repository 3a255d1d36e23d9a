import { Anchor, Button, Code, Grid, Group, Menu, Skeleton, Stack, Text, Textarea, Title } from '@mantine/core'
import { IconBook, IconPlayerPlay, IconPlayerStop, IconWand } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { buildClientSchema, getIntrospectionQuery, GraphQLError, parse, print, type GraphQLSchema } from 'graphql'
import { useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isAborted } from '../../api/api-error.ts'
import { runGraphql, schemaQuery, type GraphqlAnswer } from '../../api/graphql.ts'
import { ErrorPanel } from '../../components/error-panel.tsx'
import { LinkTo } from '../../components/link-to.tsx'
import { Page } from '../../components/page.tsx'
import { QueryBoundary } from '../../components/query-boundary.tsx'
import { toastFailed } from '../../components/toast.ts'
import { useCrumbs } from '../../shell/crumbs.ts'
import { paths } from '../../shell/paths.ts'
import { useShownProject } from '../../shell/use-shown-project.ts'
import { exampleNames, examples, type ExampleName } from './examples.ts'
import { GraphqlEditor } from './graphql-editor.tsx'
import { SchemaDocs } from './schema-docs.tsx'

const introspection = schemaQuery(getIntrospectionQuery({ descriptions: true }))

/** The GraphQL API, to try out: a query, its variables, the answer, and what can be asked. */
export function GraphqlPage() {
  const { t } = useTranslation()
  const schema = useQuery(introspection)
  const projectUuid = useShownProject()
  useCrumbs([{ label: t('graphql.title') }])
  return (
    <Page title={t('graphql.title')} description={t('graphql.description')}>
      <Text size="sm" mb="md">
        {t('graphql.address')} <Code>{`POST ${window.location.origin}/api/graphql`}</Code> ·{' '}
        <Anchor component={LinkTo} href={paths.tokens()} size="sm">
          {t('graphql.tokens')}
        </Anchor>
      </Text>
      <QueryBoundary query={schema} failed={t('graphql.schemaFailed')} skeleton={<Skeleton height={420} />}>
        {(told) => <Workbench key={projectUuid} introspected={told} projectUuid={projectUuid ?? ''} />}
      </QueryBoundary>
    </Page>
  )
}

type State = { kind: 'idle' } | { kind: 'running' } | { kind: 'answered'; answer: GraphqlAnswer; ms: number } | { kind: 'failed'; error: unknown }

function Workbench({ introspected, projectUuid }: { introspected: Parameters<typeof buildClientSchema>[0]; projectUuid: string }) {
  const { t } = useTranslation()
  const schema: GraphQLSchema = useMemo(() => buildClientSchema(introspected), [introspected])
  const [query, setQuery] = useState<string>(examples.everything)
  const [variables, setVariables] = useState(() => JSON.stringify({ project: projectUuid }, null, 2))
  const [search, setSearch] = useState('')
  const [state, setState] = useState<State>({ kind: 'idle' })
  const abort = useRef<AbortController | null>(null)
  const values = variablesIn(variables)
  const run = async (): Promise<void> => {
    if (values === null) return
    abort.current?.abort()
    const own = new AbortController()
    abort.current = own
    setState({ kind: 'running' })
    const started = performance.now()
    try {
      const answer = await runGraphql({ query, variables: values }, own.signal)
      setState({ kind: 'answered', answer, ms: performance.now() - started })
    } catch (error) {
      // One that was asked meanwhile has its own answer.
      if (abort.current === own) setState(isAborted(error) ? { kind: 'idle' } : { kind: 'failed', error })
    }
  }
  const prettify = (): void => {
    try {
      setQuery(print(parse(query)))
    } catch (error) {
      if (error instanceof GraphQLError) toastFailed(t('graphql.prettifyFailed'), error)
      else throw error
    }
  }
  return (
    <Grid gap="lg">
      <Grid.Col span={{ base: 12, md: 6 }}>
        <Stack gap="sm">
          <Group gap="xs">
            {state.kind === 'running' ? (
              <Button size="sm" variant="default" leftSection={<IconPlayerStop size={16} />} onClick={() => abort.current?.abort()}>
                {t('graphql.stop')}
              </Button>
            ) : (
              <Button size="sm" leftSection={<IconPlayerPlay size={16} />} disabled={values === null} onClick={() => void run()}>
                {t('graphql.run')}
              </Button>
            )}
            <Button size="sm" variant="default" leftSection={<IconWand size={16} />} onClick={prettify}>
              {t('graphql.prettify')}
            </Button>
            <ExampleMenu onChoose={(name) => setQuery(examples[name])} />
          </Group>
          <GraphqlEditor label={t('graphql.query')} schema={schema} value={query} onChange={setQuery} onRun={() => void run()} onShowType={setSearch} />
          <Textarea
            label={t('graphql.variables')}
            value={variables}
            onChange={(event) => setVariables(event.currentTarget.value)}
            error={values === null ? t('graphql.variablesWrong') : undefined}
            autosize
            minRows={3}
            maxRows={12}
            spellCheck={false}
            styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 13 } }}
          />
        </Stack>
      </Grid.Col>
      <Grid.Col span={{ base: 12, md: 6 }}>
        <Title order={2} size="h5" mb="xs">
          {t('graphql.answer')}
        </Title>
        <Result state={state} onRetry={() => void run()} />
      </Grid.Col>
      <Grid.Col span={12}>
        <SchemaDocs schema={schema} search={search} onSearch={setSearch} />
      </Grid.Col>
    </Grid>
  )
}

function ExampleMenu({ onChoose }: { onChoose: (name: ExampleName) => void }) {
  const { t } = useTranslation()
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Button size="sm" variant="default" leftSection={<IconBook size={16} />}>
          {t('graphql.examples')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {exampleNames.map((name) => (
          <Menu.Item key={name} onClick={() => onChoose(name)}>
            {t(`graphql.exampleNames.${name}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

/** Characters of an answer that are shown; browsers grow slow with more. */
const shownCharacters = 200_000

function Result({ state, onRetry }: { state: State; onRetry: () => void }) {
  const { t } = useTranslation()
  switch (state.kind) {
    case 'idle':
      return (
        <Text size="sm" c="dimmed">
          {t('graphql.noAnswer')}
        </Text>
      )
    case 'running':
      return <Skeleton height={280} />
    case 'failed':
      return <ErrorPanel title={t('graphql.refused')} error={state.error} onRetry={onRetry} />
    case 'answered': {
      const text = JSON.stringify(state.answer, null, 2)
      const failures = state.answer.errors?.length ?? 0
      return (
        <div>
          <Text size="xs" c="dimmed" mb={6} role="status" className="numbers">
            {t('graphql.took', { count: Math.round(state.ms) })}
            {failures > 0 && ` · ${t('graphql.failures', { count: failures })}`}
            {text.length > shownCharacters && ` · ${t('graphql.cut')}`}
          </Text>
          <Code block tabIndex={0} aria-label={t('graphql.answer')} style={{ maxHeight: 480, overflow: 'auto' }}>
            {text.slice(0, shownCharacters)}
          </Code>
        </div>
      )
    }
  }
}

/** The variables that a text of JSON gives; null when it is none. */
function variablesIn(text: string): Record<string, unknown> | null {
  if (text.trim() === '') return {}
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null
  } catch {
    return null
  }
}
