"""Reports: periodic reports in the official form, every figure of them from a closed period.

Purpose: offices write their parts, the focal office merges, the head approves, the issued paper is frozen.
Words: báo cáo, loại báo cáo, phần của đơn vị, lời văn đã gộp, bản dựng, mẫu trình bày, chú giải số liệu.
Face: services, queries, access; the papers are made by the job `reports.make`.
Neighbours: asks indicators for closed periods, plan for sections and owners, org; nobody below asks it.
"""
