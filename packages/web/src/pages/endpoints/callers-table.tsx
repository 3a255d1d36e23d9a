import { Table } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { EndpointCallers } from '../../api/endpoints.ts'
import { Ago } from '../../components/ago.tsx'
import { WideTable } from '../../components/wide-table.tsx'

/** Who called, by what, and which version. */
export function CallersTable({ callers }: Pick<EndpointCallers, 'callers'>) {
  const { t } = useTranslation()
  return (
    <WideTable minWidth={420}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('endpoints.caller')}</Table.Th>
            <Table.Th>{t('endpoints.via')}</Table.Th>
            <Table.Th>{t('endpoints.version')}</Table.Th>
            <Table.Th ta="right">{t('endpoints.callsOf')}</Table.Th>
            <Table.Th ta="right">{t('endpoints.failures')}</Table.Th>
            <Table.Th>{t('endpoints.lastCall')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {callers.map(({ userUuid, name, via, version, calls, failures, lastAt }) => (
            <Table.Tr key={`${userUuid}|${via}|${version}`}>
              <Table.Td>{name ?? t('endpoints.somebodyGone')}</Table.Td>
              <Table.Td>{t(`endpoints.vias.${via}`)}</Table.Td>
              <Table.Td className="numbers">{version ?? '–'}</Table.Td>
              <Table.Td ta="right" className="numbers">
                {calls}
              </Table.Td>
              <Table.Td ta="right" className="numbers">
                {failures}
              </Table.Td>
              <Table.Td>
                <Ago at={lastAt} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </WideTable>
  )
}
