import { Code, Modal, Stack, Table, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Receipt } from '../../api/results.ts'
import { Ago } from '../../components/ago.tsx'
import { useFormattedSql } from '../explore/sql/use-formatted-sql.ts'

/** How the numbers of a tile came to be. */
export function ReceiptDialog({ receipt, onClose }: { receipt: Receipt; onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Modal opened onClose={onClose} title={t('dashboard.receipt.title')} size="lg">
      <Stack gap="sm">
        <ReceiptDetails receipt={receipt} />
      </Stack>
    </Modal>
  )
}

/** A receipt: age, source and time of an answer, why its numbers are right, its SQL. */
export function ReceiptDetails({ receipt }: { receipt: Receipt }) {
  const { t, i18n } = useTranslation()
  const sql = useFormattedSql(receipt.sql)
  return (
    <>
      <Table variant="vertical" withTableBorder={false}>
        <Table.Tbody>
          <Row name={t('dashboard.receipt.asOf')}>
            <Ago at={receipt.dataAsOf} />
          </Row>
          <Row name={t('dashboard.receipt.rows')}>{receipt.rowCount.toLocaleString(i18n.language)}</Row>
          <Row name={t('dashboard.receipt.source')}>{t(`dashboard.receipt.cache.${receipt.cache}`)}</Row>
          <Row name={t('dashboard.receipt.duration')}>{Math.round(receipt.durationMs)} ms</Row>
          <Row name={t('dashboard.receipt.engine')}>{Math.round(receipt.engineMs)} ms</Row>
          {receipt.policiesApplied.length > 0 && <Row name={t('dashboard.receipt.policies')}>{receipt.policiesApplied.join(', ')}</Row>}
          <Row name={t('dashboard.receipt.model')}>{receipt.modelRevision}</Row>
        </Table.Tbody>
      </Table>
      {receipt.proof.lines.length > 0 && (
        <div>
          <Text size="sm" fw={600}>
            {t('dashboard.receipt.proof')}
          </Text>
          {receipt.proof.lines.map((line) => (
            <Text key={line} size="sm">
              {line}
            </Text>
          ))}
        </div>
      )}
      {sql !== '' && (
        <div>
          <Text size="sm" fw={600} mb={4}>
            {t('dashboard.receipt.sql')}
          </Text>
          <Code block tabIndex={0}>
            {sql}
          </Code>
        </div>
      )}
    </>
  )
}

function Row({ name, children }: { name: string; children: ReactNode }) {
  return (
    <Table.Tr>
      <Table.Th w={160}>{name}</Table.Th>
      <Table.Td>{children}</Table.Td>
    </Table.Tr>
  )
}
