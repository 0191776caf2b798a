{{ promoted('contracts', 'contracts', {'contract_type': "coalesce(contract_type, 'GAP')"}) }}
