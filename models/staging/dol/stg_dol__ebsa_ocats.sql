{{ staged('dol', 'ebsa_ocats', more={'ein_was_padded': ['boolean', ein_was_padded('ein')]}) }}
