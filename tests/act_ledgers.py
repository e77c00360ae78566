"""A quarter of a ledger in each culture, with balances that were worked out by hand."""

RU = """
    2026-06-30 shipment УПД 150 120000.00
    2026-07-08 shipment УПД 201 230500.50
    2026-07-15 payment п/п 77 120000.00 settles=150
    2026-08-20 shipment УПД 233 99999.99
    2026-08-28 correction УКД 12 -10000.00 settles=233
    2026-09-30 payment п/п 95 150000.00
    2026-10-01 payment п/п 99 1.00
"""
ZH = """
    2026-07-01 opening 对账函 DZ-1 152000.00
    2026-07-06 shipment 送货单 SH-1 89200.00
    2026-07-20 payment 收款 SK-1 100000.00
    2026-08-03 shipment 送货单 SH-2 64350.75
    2026-08-10 return 退货单 TH-1 9200.00
    2026-08-31 correction 返利 FL-1 -3250.75
    2026-09-01 shipment 送货单 SH-3 120000.00
    2026-09-30 payment 收款 SK-2 80000.00
"""
ES = """
    2026-06-25 shipment factura F-2026/0090 3200.00
    2026-07-03 payment transferencia 778 3200.00 settles=F-2026/0090
    2026-07-10 shipment factura F-2026/0130 1815.00 due=2026-08-09
    2026-08-20 correction abono R-2026/0007 -121.00
    2026-09-05 shipment factura F-2026/0151 2420.00 due=2026-10-05
    2026-09-15 payment transferencia 802 1000.00 settles=F-2026/0130
"""
