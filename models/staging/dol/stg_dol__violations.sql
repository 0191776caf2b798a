{{ staged('dol', 'violations', more={'ein_was_padded': ['boolean', ein_was_padded('ein')]}) }}
