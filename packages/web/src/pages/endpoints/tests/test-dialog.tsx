import type { EndpointExpectation, EndpointTest, GivenValue } from '@atrium/documents'
import { Button, Fieldset, Group, Menu, Modal, Stack, Text, TextInput } from '@mantine/core'
import { IconPlayerPlay, IconPlus } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { runEndpointTests } from '../../../api/endpoint-tests.ts'
import type { Endpoint, EndpointVariable } from '../../../api/endpoints.ts'
import { DialogForm } from '../../../components/dialog-form.tsx'
import { ErrorPanel } from '../../../components/error-panel.tsx'
import { AnswerGrid } from '../answer-grid.tsx'
import { givenValue, valueText } from '../variable-wishes.ts'
import { ExpectationCard } from './expectation-card.tsx'
import { FoundText } from './findings-view.tsx'
import { expectationKinds, newExpectation } from './new-expectation.ts'

type Props = {
  projectUuid: string
  endpoint: Endpoint
  /** Null: a new one. */ test: EndpointTest | null
  /** Names of the others. */ taken: readonly string[]
  onSave: (test: EndpointTest) => Promise<void>
  onClose: () => void
}

/** An expectation while it is written; the id tells it from others that say the same. */
type Written = { id: number; expectation: EndpointExpectation }

/** Writes a test beside what the endpoint answers now. Stays open until it is saved. */
export function TestDialog({ projectUuid, endpoint, test, taken, onSave, onClose }: Props) {
  const { t } = useTranslation()
  const variables = endpoint.versions[0]?.query.variables ?? []
  const [name, setName] = useState(test?.name ?? '')
  const [values, setValues] = useState<Readonly<Record<string, GivenValue>>>(test?.variables ?? {})
  const [written, setWritten] = useState<readonly Written[]>(() => (test?.expect ?? []).map((expectation, id) => ({ id, expectation })))
  const [next, setNext] = useState(written.length)
  const expect = written.map(({ expectation }) => expectation)
  // Without an expectation nothing could be asked.
  const asked: EndpointTest = { name: name.trim() || '–', variables: { ...values }, expect: expect.length === 0 ? [{ kind: 'row_count', atLeast: 0 }] : expect }
  // What it answers stands beside what is expected, from the beginning.
  const [attempt, setAttempt] = useState({ count: 0, test: asked })
  const tried = useQuery({
    // Not among those of endpoints: saving would ask it again.
    queryKey: ['endpoint-test-attempt', projectUuid, endpoint.name, attempt.count],
    queryFn: async ({ signal }) => ({
      test: attempt.test,
      result: (await runEndpointTests(projectUuid, endpoint.name, { test: attempt.test }, signal)).tests[0] ?? null,
    }),
    placeholderData: keepPreviousData,
    gcTime: 0,
    staleTime: Infinity,
    retry: false,
  })
  const tryIt = (): void => setAttempt({ count: attempt.count + 1, test: asked })
  const result = tried.data?.result ?? null
  const answer = result?.answer ?? null
  const isTaken = taken.includes(name.trim())
  const isReady = name.trim() !== '' && !isTaken && expect.length > 0
  const add = (kind: EndpointExpectation['kind']): void => {
    setWritten([...written, { id: next, expectation: newExpectation(kind, answer) }])
    setNext(next + 1)
  }
  const save = async (): Promise<void> => {
    await onSave({ name: name.trim(), ...(Object.keys(values).length === 0 ? {} : { variables: { ...values } }), expect })
  }
  const findingOf = (expectation: EndpointExpectation) => {
    const place = tried.data?.test.expect.indexOf(expectation) ?? -1
    return place === -1 ? undefined : (result?.findings.find((finding) => finding.expectation === place) ?? null)
  }
  return (
    <Modal opened onClose={onClose} size="xl" title={test === null ? t('endpointTests.new') : t('endpointTests.editOf', { name: test.name })}>
      <DialogForm submit={t('dialog.save')} disabled={!isReady} onSubmit={save} failed={t('endpointTests.saveFailed')} gap="md" onClose={onClose}>
        <TextInput
          label={t('endpointTests.name')}
          placeholder={t('endpointTests.nameHint')}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          maxLength={200}
          error={isTaken && t('endpointTests.nameTaken')}
          required
        />
        {variables.length > 0 && <Values {...{ variables, values }} onChange={setValues} />}
        <section aria-label={t('endpointTests.answersNow')}>
          <Group justify="space-between" mb={6}>
            <Text size="sm" fw={500}>
              {t('endpointTests.answersNow')}
            </Text>
            <Button size="xs" variant="default" leftSection={<IconPlayerPlay size={14} />} loading={tried.isFetching} onClick={tryIt}>
              {t('endpointTests.tryIt')}
            </Button>
          </Group>
          {tried.isError && <ErrorPanel title={t('endpointTests.runFailed')} error={tried.error} onRetry={tryIt} />}
          {tried.data !== undefined &&
            result?.findings.flatMap((finding) =>
              finding.expectation === null ? [<FoundText key={finding.kind} test={tried.data.test} finding={finding} />] : [],
            )}
          {answer !== null && (
            <>
              <Text size="xs" c="dimmed" mb={4} role="status" className="numbers">
                {t('endpoints.rows', { count: answer.rowCount })} · {t('endpoints.ms', { count: result?.milliseconds ?? 0 })}
              </Text>
              <AnswerGrid
                label={t('endpointTests.answersNow')}
                columns={answer.columns.map((column) => column.name)}
                types={answer.columns.map(({ type }) => t(`endpointTests.types.${type}`))}
                rows={answer.rows.slice(0, 5)}
              />
            </>
          )}
        </section>
        <Fieldset legend={t('endpointTests.expected')} p="sm">
          <Stack gap="sm">
            {written.map(({ id, expectation }) => {
              const finding = findingOf(expectation)
              return (
                <ExpectationCard
                  key={id}
                  {...{ projectUuid, expectation, answer, variables }}
                  onChange={(changed) => setWritten(written.map((one) => (one.id === id ? { id, expectation: changed } : one)))}
                  onRemove={() => setWritten(written.filter((one) => one.id !== id))}
                >
                  {finding === null && (
                    <Text size="sm" c="var(--atrium-added-line)">
                      {t('endpointTests.holds')}
                    </Text>
                  )}
                  {finding != null && tried.data !== undefined && <FoundText test={tried.data.test} finding={finding} />}
                </ExpectationCard>
              )
            })}
            <Menu position="bottom-start">
              <Menu.Target>
                <Button size="xs" variant="default" leftSection={<IconPlus size={14} />} style={{ alignSelf: 'flex-start' }}>
                  {t('endpointTests.add')}
                </Button>
              </Menu.Target>
              <Menu.Dropdown>
                {expectationKinds.map((kind) => (
                  <Menu.Item key={kind} onClick={() => add(kind)}>
                    {t(`endpointTests.kinds.${kind}`)}
                  </Menu.Item>
                ))}
              </Menu.Dropdown>
            </Menu>
          </Stack>
        </Fieldset>
      </DialogForm>
    </Modal>
  )
}

type ValuesProps = {
  variables: readonly EndpointVariable[]
  values: Readonly<Record<string, GivenValue>>
  onChange: (values: Readonly<Record<string, GivenValue>>) => void
}

/** A value for each variable; an empty field leaves it to its default. */
function Values({ variables, values, onChange }: ValuesProps) {
  const { t } = useTranslation()
  const set = (variable: EndpointVariable, text: string): void => {
    const { [variable.name]: _, ...others } = values
    onChange(text === '' ? others : { ...others, [variable.name]: givenValue(variable.type, text) as GivenValue })
  }
  return (
    <Fieldset legend={t('endpointTests.values')} p="sm">
      <Group gap="sm" align="end">
        {variables.map((variable) => (
          <TextInput
            key={variable.id}
            size="xs"
            label={`${variable.name} (${t(`endpoints.types.${variable.type}`)})`}
            placeholder={valueText(variable.value) || t('endpointTests.nothingGiven')}
            value={valueText(values[variable.name])}
            onChange={(event) => set(variable, event.currentTarget.value)}
          />
        ))}
      </Group>
    </Fieldset>
  )
}
