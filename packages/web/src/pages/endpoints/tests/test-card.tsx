import type { EndpointTest } from '@atrium/documents'
import { Badge, Button, Group, List, Paper, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { LastTestResult, TestResult } from '../../../api/endpoint-tests.ts'
import { Ago } from '../../../components/ago.tsx'
import { RemoveButton } from '../../../components/remove-button.tsx'
import { valueText } from '../variable-wishes.ts'
import { FindingsView } from './findings-view.tsx'
import { expectationText } from './finding-text.ts'

type Props = {
  test: EndpointTest
  /** How it went last, for everybody. */ last: LastTestResult | null
  /** What somebody who ran it here found. */ result: TestResult | null
  isOfDraft: boolean
  isRunning: boolean
  isBusy: boolean
  onRun: () => void
  onEdit?: () => void
  onRemove?: () => void
}

const colors = { passed: 'green', failed: 'red', not_run: 'gray', never: 'gray' } as const

/** One test: what it expects, how it went, and what did not hold. */
export function TestCard({ test, last, result, isOfDraft, isRunning, isBusy, onRun, onEdit, onRemove }: Props) {
  const { t } = useTranslation()
  const outcome = result?.outcome ?? (last === null ? 'never' : last.passed ? 'passed' : 'failed')
  const values = Object.entries(test.variables ?? {})
  return (
    <Paper withBorder radius="md" p="md" component="section" aria-label={test.name}>
      <Group justify="space-between" gap="xs" mb="xs">
        <Group gap="xs">
          <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
            {test.name}
          </Text>
          <Badge variant="light" color={colors[outcome]}>
            {t(`endpointTests.outcomes.${outcome}`)}
          </Badge>
          <Text size="xs" c="dimmed" className="numbers">
            {result !== null && result.outcome !== 'not_run' && t('endpoints.ms', { count: result.milliseconds })}
            {result !== null && isOfDraft && ` · ${t('endpointTests.ofDraft')}`}
            {result === null && last !== null && (
              <>
                <Ago at={last.at} /> ·{' '}
                {last.by === null ? t('endpointTests.lastGone', { number: last.version }) : t('endpointTests.lastBy', { name: last.by, number: last.version })}
              </>
            )}
          </Text>
        </Group>
        <Group gap="xs">
          <Button size="xs" variant="default" loading={isRunning} disabled={isBusy} aria-label={t('endpointTests.runOne', { name: test.name })} onClick={onRun}>
            {t('endpointTests.run')}
          </Button>
          {onEdit !== undefined && (
            <Button size="xs" variant="default" aria-label={t('endpointTests.editOf', { name: test.name })} onClick={onEdit}>
              {t('endpointTests.edit')}
            </Button>
          )}
          {onRemove !== undefined && <RemoveButton label={t('endpointTests.remove', { name: test.name })} onClick={onRemove} />}
        </Group>
      </Group>
      {values.length > 0 && (
        <Text size="xs" c="dimmed" mb={4} style={{ overflowWrap: 'anywhere' }}>
          {values.map(([name, value]) => `${name} = ${value === null ? '∅' : valueText(value)}`).join(' · ')}
        </Text>
      )}
      {result !== null && result.findings.length > 0 ? (
        <FindingsView test={test} findings={result.findings} />
      ) : (
        <List size="sm">
          {test.expect.map((expectation, place) => (
            // Expectations may say the same.
            // oxlint-disable-next-line react/no-array-index-key
            <List.Item key={place} style={{ overflowWrap: 'anywhere' }}>
              {expectationText(t, expectation)}
            </List.Item>
          ))}
        </List>
      )}
    </Paper>
  )
}
