"""A pasted list for the leads sheet: a trade fair's visitors, as untidy as such lists come.

A title row, a blank row, headers that are nobody's, full-width digits, two numbers in a cell, a traditional spelling,
a row that stands twice, customers the book knows under another name, a row without a name. All of it is invented.
"""

from __future__ import annotations

from workbook.language import Lang

Grid = list[list[str]]

_ZH: Grid = [
    ["2026华南电气展 访客名单（示例）", "", "", "", "", ""],
    ["", "", "", "", "", ""],
    ["公司", "联系人", "联系电话", "邮箱", "地址", "备注"],
    ["蓝汀机电安装", "段亦辰", "０２０-９０００１００１", "", "广州市示例二路15号", "要会展中心线缆报价"],
    ["杭州禾渡智能家居有限公司", "乔若溪", "0571-90001002 / 16100000104", "office@hedu.example.com", "", ""],
    ["厦门潮白灯饰有限公司", "柯听澜", "+86 161 0000 0901", "ke@chaobai.example.com", "厦门市样板街3号", "代理意向"],
    ["東莞沐野電子有限公司", "梁以沫", "16100000902；0769-90000902", "liang@muye.example.com", "东莞市示例大道9号", ""],
    ["厦门潮白灯饰", "柯听澜", "16100000901", "ke@chaobai.example.com", "", "同上一行"],
    ["苏州拓岚电子有限公司无锡分公司", "卓见微", "0510-90000903", "", "无锡市示例一路20号", "与苏州公司独立核算"],
    ["", "", "16100000904", "", "", "没留公司和姓名"],
    ["珠海听潮酒店", "洛予安", "0756-90000905转8", "gm@tingchao.example.com", "珠海市样例大道1号", "智能客房"],
    ["佛山渔樵五金", "樵夫", "电话: 0757-90000906 传真: 0757-90000907", "", "佛山市样板街77号", ""],
]

_EN: Grid = [
    ["South China Electrical Fair 2026 - visitors (sample)", "", "", "", "", ""],
    ["", "", "", "", "", ""],
    ["Company", "Contact person", "Telephone", "Mail", "Street address", "Comments"],
    ["Lanting Electrical", "Duan Yichen", "０２０-９０００１００１", "", "15 Second Sample Road, Guangzhou", "Cables for the hall"],
    ["Hedu Smart Homes", "Qiao Ruoxi", "0571-90001002 / 16100000104", "office@hedu.example.com", "", ""],
    ["Chaobai Lamps Co., Ltd.", "Ke Tinglan", "+86 161 0000 0901", "ke@chaobai.example.com", "3 Specimen Street, Xiamen", "Would be an agent"],
    ["MUYE ELECTRONICS LTD", "Liang Yimo", "16100000902; 0769-90000902", "liang@muye.example.com", "9 Example Avenue, Dongguan", ""],
    ["Chaobai Lamps", "Ke Tinglan", "16100000901", "ke@chaobai.example.com", "", "Same as above"],
    ["Tuolan Electronics, Wuxi branch", "Zhuo Jianwei", "0510-90000903", "", "20 First Sample Road, Wuxi", "Keeps its own accounts"],
    ["", "", "16100000904", "", "", "Left no name"],
    ["Tingchao Hotel", "Luo Yu'an", "0756-90000905 ext. 8", "gm@tingchao.example.com", "1 Example Avenue, Zhuhai", "Smart rooms"],
    ["Yuqiao Hardware", "Qiao Fu", "Tel: 0757-90000906 Fax: 0757-90000907", "", "77 Specimen Street, Foshan", ""],
]


def sample_leads(lang: Lang) -> Grid:
    """The list cell by cell, from A1: 12 rows of 6 columns, '' for a blank cell."""
    return [list(row) for row in (_ZH if lang == "zh" else _EN)]
