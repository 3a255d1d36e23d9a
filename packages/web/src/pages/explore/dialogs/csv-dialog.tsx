import { Modal, NumberInput, Radio, Stack } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toastDone } from '../../../components/toast.ts'
import type { CsvFile } from '../../../api/csv-export.ts'
import { DialogForm } from '../../../components/dialog-form.tsx'
import { startDownload } from '../../../components/start-download.ts'

type Rows = 'shown' | 'all' | 'some'
export type CsvChoice = { onlyRaw: boolean; csvLimit?: number | null }

type Props = {
  /** Makes the file; aborting the signal gives up. */ onExport: (choice: CsvChoice, signal: AbortSignal) => Promise<CsvFile>
  onClose: () => void
}

/** What a CSV file should hold: values as shown or as stored, and how many rows. */
export function CsvDialog({ onExport, onClose }: Props) {
  const { t } = useTranslation()
  const [values, setValues] = useState<'formatted' | 'raw'>('formatted')
  const [rows, setRows] = useState<Rows>('shown')
  const [limit, setLimit] = useState<number | string>(10_000)
  const work = useRef<AbortController | null>(null)
  useEffect(() => () => work.current?.abort(), [])

  const start = async (): Promise<void> => {
    const controller = new AbortController()
    work.current = controller
    const csvLimit = rows === 'all' ? { csvLimit: null } : rows === 'some' ? { csvLimit: Number(limit) } : {}
    const file = await onExport({ onlyRaw: values === 'raw', ...csvLimit }, controller.signal)
    startDownload(file.url)
    toastDone(t(file.truncated ? 'csv.doneTruncated' : 'csv.done'))
    onClose()
  }
  return (
    <Modal opened onClose={onClose} title={t('csv.title')}>
      <DialogForm submit={t('csv.submit')} onSubmit={start} gap="md" onClose={onClose}>
        <Radio.Group label={t('csv.values')} value={values} onChange={(value) => setValues(value === 'raw' ? 'raw' : 'formatted')}>
          <Stack gap={6} mt={6}>
            <Radio value="formatted" label={t('csv.formatted')} />
            <Radio value="raw" label={t('csv.raw')} />
          </Stack>
        </Radio.Group>
        <Radio.Group label={t('csv.rows')} value={rows} onChange={(value) => setRows(value)}>
          <Stack gap={6} mt={6}>
            <Radio value="shown" label={t('csv.shown')} />
            <Radio value="all" label={t('csv.all')} />
            <Radio value="some" label={t('csv.some')} />
          </Stack>
        </Radio.Group>
        {rows === 'some' && <NumberInput label={t('csv.limit')} value={limit} onChange={setLimit} min={1} allowDecimal={false} />}
      </DialogForm>
    </Modal>
  )
}
