import { Anchor, Collapse, ScrollArea, Table, Text } from '@mantine/core'
import { formulaFunctions } from '@atrium/semantic'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

/** Every function of formulas with an example, opened on demand. */
export function FormulaHelp() {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Anchor component="button" type="button" fz="xs" aria-expanded={open} onClick={() => setOpen(!open)}>
        {t(open ? 'calculation.hideFunctions' : 'calculation.showFunctions', { count: Object.keys(formulaFunctions).length })}
      </Anchor>
      <Collapse expanded={open}>
        <ScrollArea.Autosize mah={180} type="auto" viewportProps={{ tabIndex: 0, 'aria-label': t('calculation.functions') }}>
          <Table fz="xs" verticalSpacing={3}>
            <Table.Tbody>
              {Object.entries(formulaFunctions).map(([name, { help, example }]) => (
                <Table.Tr key={name}>
                  <Table.Td>
                    <Text span fz="xs" ff="monospace">
                      {example}
                    </Text>
                  </Table.Td>
                  <Table.Td>{help}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </ScrollArea.Autosize>
      </Collapse>
    </>
  )
}
