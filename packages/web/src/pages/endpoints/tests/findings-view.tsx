import type { EndpointTest } from '@atrium/documents'
import { Stack, Table, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { RowDifference, TestFinding } from '../../../api/endpoint-tests.ts'
import { WideTable } from '../../../components/wide-table.tsx'
import { expectationText, findingText, shown } from './finding-text.ts'

/** What does not hold of an answer: what was expected, what was found, and the first rows that say so. */
export function FindingsView({ test, findings }: { test: EndpointTest; findings: readonly TestFinding[] }) {
  const { t } = useTranslation()
  return (
    <Stack gap="sm">
      {findings.map((finding) => {
        const expectation = finding.expectation === null ? undefined : test.expect[finding.expectation]
        return (
          <div key={finding.expectation}>
            {expectation !== undefined && (
              <Text size="sm" fw={550}>
                {expectationText(t, expectation)}
              </Text>
            )}
            <FoundText {...{ test, finding }} />
          </div>
        )
      })}
    </Stack>
  )
}

/** What was found, with rows where there are some. */
export function FoundText({ test, finding }: { test: EndpointTest; finding: TestFinding }) {
  const { t } = useTranslation()
  const expectation = finding.expectation === null ? undefined : test.expect[finding.expectation]
  return (
    <>
      <Text size="sm" c="var(--atrium-removed-line)" style={{ overflowWrap: 'anywhere' }}>
        {findingText(t, finding, expectation)}
      </Text>
      {'sample' in finding && <Rows label={t('endpointTests.firstRows')} columns={finding.sample.columns} rows={finding.sample.rows} />}
      {finding.kind === 'rows' && <Differences columns={finding.columns} differences={finding.differences} />}
    </>
  )
}

function Rows({ label, columns, rows }: { label: string; columns: readonly string[]; rows: readonly (readonly unknown[])[] }) {
  return (
    <WideTable minWidth={320} label={label}>
      <Table fz="xs">
        <Table.Thead>
          <Table.Tr>
            {columns.map((name) => (
              <Table.Th key={name}>{name}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row, place) => (
            // Rows may be the same, as where values are not unique.
            // oxlint-disable-next-line react/no-array-index-key
            <Table.Tr key={place}>
              {columns.map((name, column) => (
                <Table.Td key={name} className="numbers">
                  {shown(row[column] ?? null)}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </WideTable>
  )
}

function Differences({ columns, differences }: { columns: readonly string[]; differences: readonly RowDifference[] }) {
  const { t } = useTranslation()
  const textOf = (row: readonly unknown[] | null): string => (row === null ? '–' : row.map(shown).join(' · '))
  return (
    <WideTable minWidth={420} label={columns.join(', ')}>
      <Table fz="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('endpointTests.row')}</Table.Th>
            <Table.Th>{t('endpointTests.wanted')}</Table.Th>
            <Table.Th>{t('endpointTests.got')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {differences.map(({ row, expected, got }) => (
            <Table.Tr key={`${row} ${expected === null}`}>
              <Table.Td className="numbers">{row}</Table.Td>
              <Table.Td>{textOf(expected)}</Table.Td>
              <Table.Td>{textOf(got)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </WideTable>
  )
}
